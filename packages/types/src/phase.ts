/** The four phases of a trial, in the order in which they run. */
export const PHASES = ['startup', 'run', 'collect', 'reset'] as const;

/** One of the four phases of a trial. */
export type Phase = (typeof PHASES)[number];

/** Tells whether a word names a phase; the spelling is lower case everywhere but in the files' section headers. */
export function isPhase(word: string): word is Phase {
  return (PHASES as readonly string[]).includes(word);
}
