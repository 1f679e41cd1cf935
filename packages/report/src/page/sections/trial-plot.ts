import type { BaseUnit, TrialMeasured } from '@conductor/types';
import type { Summary } from '../../statistics/summarize.ts';
import { measuredText } from '../../text/measured-text.ts';
import { formatQuantity } from '../../text/quantity-text.ts';
import { type Html, html } from '../html.ts';
import { type PlotScale, plotScale } from './plot-scale.ts';

const WIDTH = 360;
const HEIGHT = 170;
const LEFT = 84;
const TOP = 8;
const BOTTOM = 148;
/** Trials that are drawn; thousands of dots are a band. */
const DOTS = 2000;

/** One metric over the trials: a dot for each, the mean with its interval, a cross where there is no value. */
export function trialPlot(trials: readonly TrialMeasured[], unit: BaseUnit, summary: Summary | null): Html {
  const shown = trials.slice(0, DOTS);
  const values = shown.flatMap((trial) => (trial.kind === 'value' ? [trial.value] : []));
  const ends = summary?.interval ? [summary.interval.low, summary.interval.high] : [];
  const scale = plotScale([...values, ...ends], [BOTTOM, TOP]);
  const apart = new Set(summary?.outliers.map(({ value }) => value));
  const x = (at: number) => Math.round((LEFT + ((at + 0.5) * (WIDTH - LEFT - 6)) / shown.length) * 10) / 10;
  const dots = shown.map((trial, at) => dot(trial, { x: x(at), scale, unit, apart }));
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${shown.length} trials">
${scale.ticks.map((tick) => tickHtml(tick, scale, unit))}
${summary === null ? null : meanHtml(summary, scale)}
${dots}
<text class="tick" x="${x(0)}" y="${HEIGHT - 6}" text-anchor="middle">${shown[0]?.trial ?? ''}</text>
${shown.length > 1 ? html`<text class="tick" x="${x(shown.length - 1)}" y="${HEIGHT - 6}" text-anchor="middle">${shown.at(-1)?.trial ?? ''}</text>` : null}
<text class="tick" x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 6}" text-anchor="middle">trial</text>
</svg>`;
}

function tickHtml(tick: number, scale: PlotScale, unit: BaseUnit): Html {
  const y = scale.at(tick);
  return html`<path class="grid" d="M${LEFT} ${y}H${WIDTH}"/><text class="tick" x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${formatQuantity(tick, unit)}</text>`;
}

function meanHtml({ mean, interval }: Summary, scale: PlotScale): Html {
  const y = scale.at(mean);
  const line = html`<path class="mean" d="M${LEFT} ${y}H${WIDTH}"/>`;
  if (interval === null) return line;
  const [top, bottom] = [scale.at(interval.high), scale.at(interval.low)];
  return html`<rect class="interval" x="${LEFT}" y="${top}" width="${WIDTH - LEFT}" height="${Math.max(1, bottom - top)}"/>${line}`;
}

interface DotPlace {
  readonly x: number;
  readonly scale: PlotScale;
  readonly unit: BaseUnit;
  /** Values that stand apart. */
  readonly apart: ReadonlySet<number>;
}

function dot(trial: TrialMeasured, { x, scale, unit, apart }: DotPlace): Html {
  const title = html`<title>trial ${trial.trial}: ${measuredText(trial, { unit, of: null })}</title>`;
  if (trial.kind === 'none')
    return html`<path class="missing" d="M${x - 4} ${BOTTOM - 8}l8 8m0 -8l-8 8">${title}</path>`;
  const kind = apart.has(trial.value) ? 'dot apart' : 'dot';
  return html`<circle class="${kind}" cx="${x}" cy="${scale.at(trial.value)}" r="3.5">${title}</circle>`;
}
