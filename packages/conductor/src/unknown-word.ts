import { ConductorError, nearestWord } from '@conductor/types';

/** A word that is none of those known: `"strtup" is not a phase; did you mean startup? Known: startup, run, …`. */
export function unknownWord(word: string, what: string, known: readonly string[]): ConductorError {
  const nearest = nearestWord(word, known);
  const guess = nearest === undefined ? '.' : `; did you mean ${nearest}?`;
  return new ConductorError('usage', `"${word}" is not a ${what}${guess} Known: ${known.join(', ')}`);
}
