import type { Place } from '@conductor/types';
import type { DiagnosticCode } from './diagnostic-codes.ts';
import type { Severity } from './severity.ts';

/** A place down to the column. Line and column are 0 where the file as a whole is meant. */
export interface SourcePlace extends Place {
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
}

/** One thing to say about a file. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly place: SourcePlace;
  /** One sentence, complete without the other fields. */
  readonly message: string;
  /** The text that it is about, as the file has it, cut when it is long. */
  readonly found?: string | undefined;
  /** What could stand there. */
  readonly expected?: string | undefined;
  /** What was probably meant, or what to do. */
  readonly suggestion?: string | undefined;
}
