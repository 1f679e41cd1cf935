import { shellWord } from '@conductor/types';
import type { PlayerArguments } from './arguments.ts';

type Place = Pick<PlayerArguments, 'file' | 'host' | 'port' | 'stateFolder'>;

/** What to say on this host to enroll the player that was asked for, for people to copy. */
export function enrollLine(place: Place): string {
  return ['player enroll', ...wordsOf(place)].join(' ');
}

/** What to say to start it. */
export function startLine(place: Place): string {
  return ['player', ...wordsOf(place)].join(' ');
}

function wordsOf({ file, host, port, stateFolder }: Place): readonly string[] {
  return [
    ...(host === null ? [] : [`-b ${host}`]),
    ...(port === null ? [] : [`-p ${port}`]),
    ...(stateFolder === null ? [] : [`--state-dir ${shellWord(stateFolder)}`]),
    ...(file === null ? [] : [shellWord(file)]),
  ];
}
