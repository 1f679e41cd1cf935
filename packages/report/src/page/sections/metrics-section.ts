import type { MetricResult, RunResult, TrialMeasured } from '@conductor/types';
import { drifts } from '../../closing/drifts.ts';
import { METRIC_COLUMNS, metricCells } from '../../closing/metric-table.ts';
import { precisionText } from '../../statistics/precision-text.ts';
import { summarize } from '../../statistics/summarize.ts';
import { measuredText } from '../../text/measured-text.ts';
import { settledPrecision } from '../../text/settled-precision.ts';
import { type Html, html } from '../html.ts';
import { htmlTable, type TableColumn } from '../html-table.ts';
import { trialPlot } from './trial-plot.ts';

/** Plots on one page; the table has every metric. */
const PLOTS = 60;
/** Rows of single values; metrics.csv has all. */
const VALUES = 2000;
/** How well a mean is to be known, in per cent, when a plot says how many trials more that takes. */
const WANTED_PERCENT = 5;

/** What was measured: a table of all metrics, a plot of each over the trials, and every value. `null` when nothing was. */
export function metricsSection(result: RunResult): Html | null {
  const { metrics, precision, matrix } = result;
  if (metrics.length === 0) return null;
  const settled = [precision, ...(matrix?.cases.map((one) => one.precision) ?? [])];
  const sentences = [
    ...settled.flatMap((one) => (one === undefined ? [] : [settledPrecision(one)])),
    ...drifts(result),
  ];
  const plots = metrics.flatMap(byCase).slice(0, PLOTS).map(plot);
  return html`<section id="metrics" aria-labelledby="metrics-title">
<h2 id="metrics-title">Metrics</h2>
${htmlTable('metrics', METRIC_COLUMNS, metricCells(result))}
${sentences.map((sentence) => html`<p>${sentence}</p>`)}
<div class="plots">${plots}</div>
<details><summary>every value</summary>${valueTable(metrics)}</details>
</section>`;
}

interface CaseOfMetric {
  readonly metric: MetricResult;
  readonly caseName: string;
  readonly trials: readonly TrialMeasured[];
}

function byCase(metric: MetricResult): CaseOfMetric[] {
  const cases = Map.groupBy(metric.trials, ({ caseName }) => caseName);
  return Array.from(cases, ([caseName, trials]) => ({ metric, caseName, trials }));
}

function plot({ metric, caseName, trials }: CaseOfMetric): Html {
  const summary = summarize(trials.flatMap((trial) => (trial.kind === 'value' ? [trial.value] : [])));
  const known = summary === null ? 'no value' : precisionText(summary, WANTED_PERCENT);
  return html`<figure><figcaption><b>${metric.name}</b>${caseName === '' ? null : html`, ${caseName}`}<br><span class="size">${known}</span></figcaption>
${trialPlot(trials, metric.unit, summary)}</figure>
`;
}

const VALUE_COLUMNS: readonly TableColumn[] = [
  { title: 'metric', align: 'left' },
  { title: 'case', align: 'left' },
  { title: 'trial', align: 'right' },
  { title: 'value', align: 'left' },
];

function valueTable(metrics: readonly MetricResult[]): (Html | null)[] {
  const hasCases = metrics.some(({ trials }) => trials.some(({ caseName }) => caseName !== ''));
  const columns = VALUE_COLUMNS.filter(({ title }) => hasCases || title !== 'case');
  const rows = metrics.flatMap((metric) =>
    metric.trials.map((trial) => [
      metric.name,
      ...(hasCases ? [trial.caseName] : []),
      trial.trial,
      measuredText(trial, metric),
    ]),
  );
  const more = rows.length - VALUES;
  return [
    htmlTable('values', columns, rows.slice(0, VALUES)),
    more > 0 ? html`<p>and ${more} more; metrics.csv has them all</p>` : null,
  ];
}
