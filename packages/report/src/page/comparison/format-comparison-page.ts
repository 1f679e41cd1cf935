import { BASE_UNITS, type BaseUnit } from '@conductor/types';
import type { MetricComparison, SetComparison } from '../../compare/compare-metric.ts';
import { comparisonLines, differenceText } from '../../compare/comparison-text.ts';
import type { RunComparison } from '../../compare/format-comparison.ts';
import type { GateVerdict } from '../../compare/gate.ts';
import { generalText } from '../../statistics/number-text.ts';
import { count } from '../../text/quantities.ts';
import { formatQuantity } from '../../text/quantity-text.ts';
import { Html, type HtmlPart, html } from '../html.ts';
import { htmlTable, type TableColumn } from '../html-table.ts';
import { pageDocument } from '../page-document.ts';
import { changesHtml } from '../sections/changes.ts';
import { setsPlot } from './sets-plot.ts';

/** A comparison of runs as a page of HTML in one file: whether they differ, by how much, and what else is not the same. The first run is the base. */
export function formatComparisonPage(comparison: RunComparison): string {
  const { metrics, differences, gates } = comparison;
  const names = metrics[0]?.sets.map(({ name }) => name) ?? [];
  const [base = '', ...others] = names;
  const body = html`${heading(base, others, metrics)}
<main>
<section><h2>Metrics</h2>
${htmlTable('metrics', COLUMNS, metrics.flatMap(rowsOf))}
${metrics.map(metricHtml)}
</section>
${gatesHtml(gates)}
<section><h2>What else differs</h2>
${differences.map(({ set, differs }) => html`<h3>${set}</h3>${changesHtml({ since: base, differs })}`)}
</section>
</main>`;
  return pageDocument({ title: `${others.join(', ')} against ${base}`, body, data: null });
}

const GATE_COLUMNS: readonly TableColumn[] = ['verdict', 'metric', 'fails if', 'run', 'difference to the base'].map(
  (title) => ({ title, align: 'left' }),
);

/** What no run may have become; `null` where nothing was asked for. */
function gatesHtml(gates: readonly GateVerdict[]): Html | null {
  if (gates.length === 0) return null;
  const rows = gates.map(({ verdict, metric, operator, percent, set, found }) => [
    html`<span class="mark ${verdict}">${verdict}</span>`,
    metric,
    `${operator} ${generalText(percent)} %`,
    set,
    found,
  ]);
  return html`<section><h2>Gates</h2>
${htmlTable('gates', GATE_COLUMNS, rows)}
</section>`;
}

function heading(base: string, others: readonly string[], metrics: readonly MetricComparison[]): Html {
  const isTold = metrics.some(({ sets }) => sets.some(({ comparison }) => comparison !== null));
  const none = isTold ? 'no difference proven' : 'too few values to tell';
  const proven = metrics.filter(({ sets }) => sets.some(({ comparison }) => comparison?.isProven === true));
  return html`<header class="verdict">
<h1>${others.join(', ')} against ${base}</h1>
<p class="sentence">${count(metrics.length, 'metric')} compared: ${proven.length === 0 ? none : `${proven.map(({ metric }) => metric).join(', ')} proven to differ`}</p>
</header>`;
}

const COLUMNS: readonly TableColumn[] = [
  { title: 'metric', align: 'left' },
  { title: 'run', align: 'left' },
  { title: 'values', align: 'right' },
  { title: 'mean', align: 'right' },
  { title: '± at the confidence', align: 'right' },
  { title: 'difference to the base', align: 'left' },
];

function rowsOf(metric: MetricComparison): HtmlPart[][] {
  return metric.sets.map((set, at) => {
    const { summary } = set;
    const shown = (value: number | undefined) => (value === undefined ? '' : formatQuantity(value, unitOf(metric)));
    const interval = shown(summary?.interval?.half);
    return [metric.metric, set.name, summary?.n ?? 0, shown(summary?.mean), interval, differenceOf(set, at)];
  });
}

function differenceOf({ comparison }: SetComparison, at: number): string {
  if (at === 0) return 'the base';
  return comparison === null ? 'too few values to compare' : differenceText(comparison);
}

/** What metrics are kept in; what is read from a file of numbers has none. */
function unitOf({ unit }: MetricComparison): BaseUnit {
  return BASE_UNITS.find((known) => known === unit) ?? '';
}

function metricHtml(metric: MetricComparison): Html {
  return html`<figure><figcaption><b>${metric.metric}</b></figcaption>
${setsPlot(metric.sets, unitOf(metric), metric.warmUp)}
<details><summary>every figure</summary><pre tabindex="0">
${Html.lines(comparisonLines(metric))}</pre></details></figure>
`;
}
