import type { Severity } from './severity.ts';

/** What a code stands for. */
export interface CodeMeaning {
  readonly severity: Severity;
  /** Under `strict`: what is most likely a misspelt word becomes an error. */
  readonly strictSeverity?: Severity;
  /** Why this is said at all. */
  readonly why: string;
  /** What to do, where the finding itself has nothing more exact. */
  readonly fix?: string;
  /** Told at the first place of a test only: who has read it once knows it. */
  readonly isToldOnce?: true;
}
