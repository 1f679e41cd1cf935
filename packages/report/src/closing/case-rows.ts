import type { CheckResult, MetricResult, RunResult } from '@conductor/types';
import { summarize } from '../statistics/summarize.ts';
import { valueText } from '../text/measured-text.ts';
import { intervalText } from './metric-table.ts';

/** What one case came to. */
export interface CaseRow {
  readonly name: string;
  /** Of its parameters, in the order of `[Matrix]`. */
  readonly values: readonly string[];
  /** That began. */
  readonly trials: number;
  readonly passed: number;
  /** Also those that nobody knows of. */
  readonly failed: number;
  /** Of each metric of the run: the mean, and how well it is known. */
  readonly metrics: readonly string[];
  /** `null`: nothing is expected of it. */
  readonly checks: 'passed' | 'failed' | null;
}

/** A row for each case, in the order of `[Matrix]`, also for one that had no turn; none in a test without. */
export function caseRows({ matrix, trials, metrics, checks }: RunResult): CaseRow[] {
  const ofCase = Map.groupBy(trials, ({ caseName }) => caseName);
  return (matrix?.cases ?? []).map(({ name, values }) => {
    const own = ofCase.get(name) ?? [];
    return {
      name,
      values: values.map(({ value }) => value),
      trials: own.length,
      passed: own.filter(({ verdict }) => verdict === 'passed').length,
      failed: own.filter(({ verdict }) => verdict === 'failed' || verdict === 'unknown').length,
      metrics: metrics.map((metric) => meanText(metric, name)),
      checks: judgement(checks.filter(({ caseName }) => caseName === name)),
    };
  });
}

function judgement(checks: readonly CheckResult[]): CaseRow['checks'] {
  if (checks.length === 0) return null;
  return checks.every(({ verdict }) => verdict === 'passed') ? 'passed' : 'failed';
}

/** `9.413 Gbit/s ± 32 Mbit/s`; trials without a value are told beside it, and empty is none at all. */
function meanText(metric: MetricResult, caseName: string): string {
  const trials = metric.trials.filter((trial) => trial.caseName === caseName);
  const values = trials.flatMap((trial) => (trial.kind === 'value' ? [trial.value] : []));
  const summary = summarize(values);
  if (summary === null) return '';
  const missing = values.length === trials.length ? '' : ` (${values.length} of ${trials.length})`;
  const interval = intervalText(summary.interval, metric);
  return `${valueText(summary.mean, metric)}${interval === '' ? '' : ` ${interval}`}${missing}`;
}
