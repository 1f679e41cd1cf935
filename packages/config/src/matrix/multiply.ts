import type { CaseValue } from '@conductor/types';
import { LIMITS } from '../limits.ts';
import { hasValues } from './case-filter.ts';
import type { MatrixCase } from './matrix.ts';
import type { Exclusion, Parameter } from './parameter.ts';

/** Combinations that are looked at, excluded or not: more take too long. */
const MOST_COMBINATIONS = 100 * LIMITS.cases;

/** Every combination that is not excluded, the last parameter changing first; `null`: they are too many. */
export function multiply(parameters: readonly Parameter[], exclusions: readonly Exclusion[]): MatrixCase[] | null {
  const all = parameters.reduce((product, { rows }) => product * rows.length, 1);
  if (all > MOST_COMBINATIONS) return null;
  const cases: MatrixCase[] = [];
  for (const values of combinations(parameters)) {
    if (exclusions.some((one) => hasValues(values, one.values))) continue;
    if (cases.length === LIMITS.cases) return null;
    cases.push({ name: values.map(({ name, value }) => `${name}=${value}`).join(','), values });
  }
  return cases;
}

function* combinations([first, ...others]: readonly Parameter[]): Generator<readonly CaseValue[]> {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const row of first.rows) for (const rest of combinations(others)) yield [...row, ...rest];
}
