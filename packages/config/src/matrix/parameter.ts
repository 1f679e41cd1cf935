import type { CaseValue } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';

/** A line of `[Matrix]`: a parameter, or several that change together, and what they are in turn. */
export interface Parameter {
  /** As the file spells them; more than one: each row has a value for each. */
  readonly names: readonly string[];
  readonly place: SourcePlace;
  /** In the order of the file. */
  readonly rows: readonly (readonly CaseValue[])[];
}

/** A line of `exclude`: the combinations that have all these values are left out. */
export interface Exclusion {
  readonly place: SourcePlace;
  readonly text: string;
  readonly values: readonly CaseValue[];
}
