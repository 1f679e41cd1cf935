import type { CaseValue } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';

/** `[Matrix]`, read: its combinations in the order of the file. */
export interface Matrix {
  readonly place: SourcePlace;
  readonly names: readonly string[];
  /** At least one. */
  readonly cases: readonly MatrixCase[];
}

/** One combination of parameters. */
export interface MatrixCase {
  readonly name: string;
  readonly values: readonly CaseValue[];
}
