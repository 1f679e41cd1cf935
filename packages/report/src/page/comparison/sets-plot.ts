import { type BaseUnit, visibleText } from '@conductor/types';
import type { SetComparison } from '../../compare/compare-metric.ts';
import { formatQuantity } from '../../text/quantity-text.ts';
import { cutToWidth } from '../../text/text-width.ts';
import { type Html, html } from '../html.ts';
import { type PlotScale, plotScale } from '../sections/plot-scale.ts';

const WIDTH = 600;
const [LEFT, RIGHT] = [10, 590];
const ROW = 46;
const NAME_COLUMNS = 60;
/** Values of one set that are drawn. */
const DOTS = 1000;

/** A row of dots for each set, its mean and the interval of that, all on one scale. */
export function setsPlot(sets: readonly SetComparison[], unit: BaseUnit, warmUp: number): Html {
  const valuesOf = (set: SetComparison) => set.values.slice(warmUp, warmUp + DOTS).map(({ value }) => value);
  const ends = sets.flatMap(({ summary }) => (summary?.interval ? [summary.interval.low, summary.interval.high] : []));
  const scale = plotScale([...sets.flatMap(valuesOf), ...ends], [LEFT, RIGHT]);
  const height = sets.length * ROW + 24;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="the values of each run">
${scale.ticks.map((tick) => tickHtml(tick, scale, unit, height))}
${sets.map((set, at) => row(set, valuesOf(set), at * ROW, scale))}
</svg>`;
}

function tickHtml(tick: number, scale: PlotScale, unit: BaseUnit, height: number): Html {
  const x = scale.at(tick);
  return html`<path class="grid" d="M${x} 0V${height - 16}"/><text class="tick" x="${x}" y="${height - 4}" text-anchor="middle">${formatQuantity(tick, unit)}</text>`;
}

function row({ name, summary }: SetComparison, values: readonly number[], top: number, scale: PlotScale): Html {
  const y = top + 30;
  const dots = values.map((value) => html`<circle class="dot" cx="${scale.at(value)}" cy="${y}" r="3"/>`);
  return html`<text x="${LEFT}" y="${top + 12}">${cutToWidth(visibleText(name), NAME_COLUMNS)}</text>${summary === null ? null : meanHtml(summary, y, scale)}${dots}
`;
}

function meanHtml({ mean, interval }: NonNullable<SetComparison['summary']>, y: number, scale: PlotScale): Html {
  const line = html`<path class="mean" d="M${scale.at(mean)} ${y - 11}v22"/>`;
  if (interval === null) return line;
  const [from, to] = [scale.at(interval.low), scale.at(interval.high)];
  return html`<rect class="interval" x="${from}" y="${y - 9}" width="${Math.max(1, to - from)}" height="18"/>${line}`;
}
