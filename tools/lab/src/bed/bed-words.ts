/** What steps of a bed are written with. */
export interface BedWords {
  /** The folder of the bed, for files that steps make. */
  readonly folder: string;
  /** Shell that tells a word into the trace of the player that runs it. */
  say(word: string): string;
  /** Seconds for `sleep`, by which what has shed all else is found. */
  readonly forEver: string;
}
