import type { Check, Metric } from './metric.ts';
import type { PlayerPlan } from './player-plan.ts';

/** One combination of the parameters of `[Matrix]`. A test goes through its phases for each. */
export interface TestCase {
  /** `size=64,cipher=gcm`. */
  readonly name: string;
  /** In the order of `[Matrix]`. */
  readonly values: readonly CaseValue[];
  /** The players of the test, with the steps of this case. */
  readonly players: readonly PlayerPlan[];
  /** Absent: as the test has them. */
  readonly metrics?: readonly Metric[];
  readonly checks?: readonly Check[];
}

/** What is measured, and what that decides. */
interface Measurements {
  readonly metrics: readonly Metric[];
  readonly checks: readonly Check[];
}

/** What is measured in a case, and what that decides. */
export function measuredIn(
  { metrics, checks, cases = [] }: Measurements & { readonly cases?: readonly Measuring[] },
  caseName: string,
): Measurements {
  const known = cases.find(({ name }) => name === caseName);
  return { metrics: known?.metrics ?? metrics, checks: known?.checks ?? checks };
}

type Measuring = Pick<TestCase, 'name' | 'metrics' | 'checks'>;

/** What one parameter is in a case. */
export interface CaseValue {
  /** As `[Matrix]` spells it. */
  readonly name: string;
  readonly value: string;
}
