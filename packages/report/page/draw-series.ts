import type { SeriesPicture } from '../src/page/page-data.ts';
import { element, svg } from './element.ts';
import { layoutOf } from './layout.ts';
import { placeOf, roundStep, type TimeView } from './time-view.ts';

const HEIGHT = 130;
const [TOP, BOTTOM] = [8, 122];
const COLOURS = 8;

/** A plot for each subject, with the times of the course above it. `atMs`: the time whose values are told; `null`: none. */
export function drawSeries(
  all: readonly SeriesPicture[],
  view: TimeView,
  width: number,
  atMs: number | null,
): HTMLElement[] {
  const subjects = Map.groupBy(all, ({ subject, unit }) => `${subject}, ${unit}`);
  return Array.from(subjects, ([title, series]) => plot(title, series, view, width, atMs));
}

function plot(
  title: string,
  series: readonly SeriesPicture[],
  view: TimeView,
  width: number,
  atMs: number | null,
): HTMLElement {
  const values = element('ul', { class: 'legend' });
  const tell = (ms: number | null) => values.replaceChildren(...series.map((one, at) => legendOf(one, at, ms)));
  tell(atMs);
  return element('figure', {}, element('figcaption', {}, title), drawing(title, series, { view, width, tell }), values);
}

interface PlotParts {
  readonly view: TimeView;
  readonly width: number;
  readonly tell: (ms: number | null) => void;
}

function drawing(title: string, series: readonly SeriesPicture[], { view, width, tell }: PlotParts): SVGElement {
  const layout = layoutOf(width);
  const x = placeOf(view, layout.left, layout.width);
  const most = series.reduce(
    (top, { points }) => points.reduce((high, [, value]) => Math.max(high, value ?? 0), top),
    0,
  );
  const step = roundStep((most || 1) / 3);
  const top = Math.max(step, Math.ceil((most || 1) / step) * step);
  const y = (value: number) => Math.round((BOTTOM - (value / top) * (BOTTOM - TOP)) * 10) / 10;
  const unit = series[0]?.unit ?? '';
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step).flatMap((value) => [
    svg('path', { class: 'grid', d: `M${layout.left} ${y(value)}H${layout.left + layout.width}` }),
    svg(
      'text',
      layout.isNarrow
        ? { class: 'tick', x: layout.left + 2, y: y(value) < 14 ? y(value) + 10 : y(value) - 2 }
        : { class: 'tick', x: layout.left - 6, y: y(value) + 4, 'text-anchor': 'end' },
      shown(value, unit),
    ),
  ]);
  const clipId = `clip-${title.replaceAll(/[^a-z0-9]/gi, '-')}`;
  const clip = svg(
    'clipPath',
    { id: clipId },
    svg('rect', { x: layout.left, y: 0, width: layout.width, height: HEIGHT }),
  );
  const lines = series.flatMap((one, at) => lineOf(one, at, x, y));
  const cursor = svg('path', { class: 'cursor', d: '' });
  const inside = svg('g', { 'clip-path': `url(#${clipId})` }, ...lines, cursor);
  const box = { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': title };
  const made = svg('svg', box, svg('defs', {}, clip), ...ticks, inside);
  made.addEventListener('pointermove', (event) => {
    const place = event.clientX - made.getBoundingClientRect().left;
    const ms = view.fromMs + ((place - layout.left) / layout.width) * (view.toMs - view.fromMs);
    cursor.setAttribute('d', `M${place} 0V${HEIGHT}`);
    tell(ms);
  });
  return made;
}

/** The line, dots where points are few, and at its beginning by how much all of it may be earlier or later. */
function lineOf(
  { points, uncertaintyMs }: SeriesPicture,
  at: number,
  x: (ms: number) => number,
  y: (value: number) => number,
): SVGElement[] {
  const colour = `line c${at % COLOURS}`;
  let path = '';
  let isOpen = false;
  for (const [ms, value] of points) {
    if (value !== null) path += `${isOpen ? 'L' : 'M'}${x(ms)} ${y(value)}`;
    isOpen = value !== null;
  }
  const dots =
    points.length > 200
      ? []
      : points.flatMap(([ms, value]) =>
          value === null ? [] : [svg('circle', { class: `dot c${at % COLOURS}`, cx: x(ms), cy: y(value), r: 2 })],
        );
  const first = points.find(([, value]) => value !== null);
  if (first === undefined || uncertaintyMs === null) return [svg('path', { class: colour, d: path }), ...dots];
  const [low, high, level] = [x(first[0] - uncertaintyMs), x(first[0] + uncertaintyMs), y(first[1] ?? 0)];
  const bracket = `M${low} ${level - 5}v10M${low} ${level}H${high}M${high} ${level - 5}v10`;
  return [
    svg('path', { class: colour, d: path }),
    ...dots,
    svg('path', { class: `${colour} unsure-time`, d: bracket }),
  ];
}

function legendOf({ name, unit, uncertaintyMs, points }: SeriesPicture, at: number, ms: number | null): HTMLElement {
  const sure =
    uncertaintyMs === null
      ? 'clock not measured'
      : `± ${uncertaintyMs < 10 ? uncertaintyMs.toFixed(2) : uncertaintyMs.toFixed(0)} ms`;
  const value = ms === null ? null : nearest(points, ms);
  const told = value === null ? '' : `: ${shown(value, unit)}`;
  return element('li', {}, element('span', { class: `key c${at % COLOURS}` }), `${name} (${sure})${told}`);
}

/** The value that stands nearest to a time. */
function nearest(points: SeriesPicture['points'], ms: number): number | null {
  let best: readonly [number, number | null] | undefined;
  for (const point of points)
    if (point[1] !== null && (best === undefined || Math.abs(point[0] - ms) < Math.abs(best[0] - ms))) best = point;
  return best?.[1] ?? null;
}

const PREFIXES = [
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
] as const;

function shown(value: number, unit: string): string {
  const prefix = unit === 'bit/s' ? PREFIXES.find(([, factor]) => value >= factor) : undefined;
  const [name, factor] = prefix ?? ['', 1];
  return `${Number((value / factor).toPrecision(4))} ${name}${unit}`;
}
