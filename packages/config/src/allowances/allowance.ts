import type { SourcePlace } from '../diagnostics/diagnostic.ts';

/** A comment that silences a code: for some lines, or for a file. */
export interface Allowance {
  readonly code: string;
  /** Of the comment. */
  readonly place: SourcePlace;
  readonly firstLine: number;
  readonly lastLine: number;
}
