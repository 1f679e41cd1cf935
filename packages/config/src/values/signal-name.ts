import { nearestWord } from '@conductor/types';
import { type Reader, read, refused } from './reading.ts';

/** The signals that every system has and that ask a process to end. */
const ENDING_SIGNALS = ['INT', 'TERM', 'HUP', 'QUIT', 'USR1', 'USR2', 'ALRM', 'ABRT', 'KILL'];

/** `INT` or `SIGINT`, without regard to case. Gives the long form. */
export const signalName: Reader<string> = (text) => {
  const name = text.toUpperCase().replace(/^SIG/, '');
  return ENDING_SIGNALS.includes(name)
    ? read(`SIG${name}`)
    : refused(`one of ${ENDING_SIGNALS.join(', ')}`, nearestWord(name, ENDING_SIGNALS));
};
