import { isPhase, nearestWord, PHASES } from '@conductor/types';
import { unknownWord } from '../unknown-word.ts';
import { usageError } from './usage-error.ts';

/** Takes the phases behind `-p` off the arguments: as many words as are phases, and at least one. */
export function readPhases(rest: string[], isFile: (word: string) => boolean): string[] {
  const end = rest.findIndex((word) => !split(word).every(isPhase));
  const phases = rest.splice(0, end === -1 ? rest.length : end).flatMap(split);
  const [next] = rest;
  if (next !== undefined && isMeantAsPhase(next, isFile, phases.length === 0)) throw unknownWord(next, 'phase', PHASES);
  if (phases.length === 0) throw usageError(`-p needs at least one phase: ${PHASES.join(', ')}`);
  return phases;
}

/** The phases of `-p=startup,run`. */
export function splitPhases(attached: string): string[] {
  const phases = split(attached);
  const unknown = phases.find((word) => !isPhase(word));
  if (unknown !== undefined) throw unknownWord(unknown, 'phase', PHASES);
  return phases;
}

function split(words: string): string[] {
  return words.toLowerCase().split(',');
}

/** What stands first behind `-p` and is no file can be nothing else; later words must look like a phase. */
function isMeantAsPhase(word: string, isFile: (word: string) => boolean, isFirst: boolean): boolean {
  return !word.startsWith('-') && !isFile(word) && (isFirst || nearestWord(word, PHASES) !== undefined);
}
