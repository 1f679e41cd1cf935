import { type MetricResult, type RunResult, visibleText } from '@conductor/types';
import { type Interval, type Summary, summarize } from '../statistics/summarize.ts';
import { valueText } from '../text/measured-text.ts';
import { formatQuantity } from '../text/quantity-text.ts';
import { type Column, formatTable } from '../text/table.ts';
import { type TrialSentence, tellOnce } from './tell-once.ts';
import { trialName } from './walk-result.ts';

/** Of a table of metrics. */
export const METRIC_COLUMNS: readonly Column[] = [
  { title: 'metric', align: 'left' },
  { title: 'values', align: 'right' },
  { title: 'mean', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: 'min', align: 'right' },
  { title: 'max', align: 'right' },
];

/** One row for each metric and combination of parameters. */
export function metricTable(result: RunResult): string[] {
  const rows = metricCells(result);
  return rows.length === 0
    ? []
    : formatTable(
        METRIC_COLUMNS,
        rows.map((cells) => cells.map(visibleText)),
      );
}

/** The cells of these rows; names are as in the test. */
export function metricCells({ metrics }: RunResult): string[][] {
  return metrics.flatMap((metric) => {
    const cases = Map.groupBy(metric.trials, ({ caseName }) => caseName);
    return Array.from(cases, ([caseName, trials]) => row(metric, caseName, trials));
  });
}

function row(metric: MetricResult, caseName: string, trials: MetricResult['trials']): string[] {
  const name = caseName === '' ? metric.name : `${metric.name}, ${caseName}`;
  const values = trials.flatMap((trial) => (trial.kind === 'value' ? [trial.value] : []));
  const summary = summarize(values);
  const count = values.length === trials.length ? String(values.length) : `${values.length} of ${trials.length}`;
  return summary === null ? [name, count, '', '', '', ''] : [name, count, ...cells(summary, metric)];
}

function cells({ mean, interval, min, max }: Summary, metric: MetricResult): string[] {
  return [
    valueText(mean, metric),
    intervalText(interval, metric),
    formatQuantity(min, metric.unit),
    formatQuantity(max, metric.unit),
  ];
}

/** `± 32 ms`; nothing where one value says nothing of the next. */
export function intervalText(interval: Interval | null, { unit }: MetricResult): string {
  if (interval === null) return '';
  return interval.half === 0 ? '± 0' : `± ${formatQuantity(interval.half, unit)}`;
}

/** Why metrics have no value, once for each reason, with the trials. */
export function missingValues(result: RunResult): string[] {
  return tellOnce(result, sentencesOf(result));
}

function* sentencesOf({ metrics }: RunResult): Generator<TrialSentence> {
  for (const metric of metrics) {
    for (const trial of metric.trials) {
      if (trial.kind === 'none') yield { trial: trialName(trial), sentence: `${metric.name}: ${trial.reason}` };
    }
  }
}
