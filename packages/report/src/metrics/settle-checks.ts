import {
  type Check,
  type CheckOperator,
  type CheckResult,
  type MetricResult,
  measuredIn,
  type StartedTest,
  type TrialMeasured,
} from '@conductor/types';
import { type Summary, summarize } from '../statistics/summarize.ts';
import { formatQuantity } from '../text/quantity-text.ts';

/** Judges the measured trials by what was expected of them: each case by itself, in the order in which they took their first turns. */
export function settleChecks(test: JudgedTest, metrics: readonly MetricResult[]): CheckResult[] {
  const cases = new Set(metrics.flatMap(({ trials }) => trials.map(({ caseName }) => caseName)));
  return [...cases].flatMap((caseName) =>
    measuredIn(test, caseName).checks.flatMap((check) => {
      const metric = metrics.find(({ name }) => name === check.metric);
      const trials = metric?.trials.filter((trial) => trial.caseName === caseName) ?? [];
      return metric === undefined || trials.length === 0 ? [] : [settle(check, metric, caseName, trials)];
    }),
  );
}

/** What a test expects, of all cases or of each. */
type JudgedTest = Pick<StartedTest, 'metrics' | 'checks' | 'cases'>;

/** A trial without a value is none that has passed: what is left of the others would be a selection. */
function settle(check: Check, metric: MetricResult, caseName: string, trials: readonly TrialMeasured[]): CheckResult {
  const result = { metric: metric.name, caseName, text: check.text };
  const [missing, ...others] = trials.filter((trial) => trial.kind === 'none');
  if (missing !== undefined) {
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return { ...result, verdict: 'failed', found: `no value in trial ${missing.trial}${more}: ${missing.reason}` };
  }
  const part = check.unit === metric.unit ? 1 : 100 / (metric.of ?? 1);
  const values = trials.flatMap((trial) => (trial.kind === 'value' ? [trial.value * part] : []));
  const summary = summarize(values);
  if (summary === null) return { ...result, verdict: 'failed', found: 'no trial was measured' };
  if (check.fold !== 'each') {
    const value = summary[check.fold];
    const verdict = holds(value, check.operator, check.bound) ? 'passed' : 'failed';
    return { ...result, verdict, found: formatQuantity(value, check.unit) };
  }
  const [wrong, ...alsoWrong] = values.flatMap((value, at) => (holds(value, check.operator, check.bound) ? [] : [at]));
  if (wrong === undefined) return { ...result, verdict: 'passed', found: extent(summary, check) };
  const more = alsoWrong.length === 0 ? '' : `, and ${alsoWrong.length} more of ${values.length} trials`;
  const found = `${formatQuantity(values[wrong] ?? Number.NaN, check.unit)} in trial ${trials[wrong]?.trial}${more}`;
  return { ...result, verdict: 'failed', found };
}

/** What all values lie between. */
function extent({ min, max }: Summary, { unit }: Check): string {
  const [least, most] = [formatQuantity(min, unit), formatQuantity(max, unit)];
  return least === most ? least : `${least} to ${most}`;
}

function holds(value: number, operator: CheckOperator, bound: number): boolean {
  switch (operator) {
    case '>=':
      return value >= bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '<':
      return value < bound;
    case '==':
      return value === bound;
    default:
      return operator satisfies never;
  }
}
