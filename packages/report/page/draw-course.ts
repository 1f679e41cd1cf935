import type { LanePicture, PhasePicture, TrialPicture } from '../src/page/page-data.ts';
import type { Choice } from './choice.ts';
import { svg } from './element.ts';
import { cutToPixels, type Layout, layoutOf } from './layout.ts';
import { placeOf, roundTimes, type TimeView, timeText } from './time-view.ts';

/** What is chosen, and what to do when the reader chooses. */
export interface Choosing {
  readonly chosen: Choice | null;
  readonly choose: (choice: Choice) => void;
}

interface Lines {
  readonly x: (ms: number) => number;
  readonly layout: Layout;
  readonly view: TimeView;
}

const HEAD = 36;
const ROW = 15;
const NAME = 15;
const GAP = 8;

/** A lane for each player, a bar for each step, a line at each border between phases; times stand above. */
export function drawCourse(trial: TrialPicture, view: TimeView, width: number, choosing: Choosing): SVGElement {
  const layout = layoutOf(width);
  const lines: Lines = { x: placeOf(view, layout.left, layout.width), layout, view };
  const tops: number[] = [];
  let height = HEAD;
  for (const { rows } of trial.lanes) {
    tops.push(height);
    height += (layout.isNarrow ? NAME : 0) + rows * ROW + GAP;
  }
  const clip = svg(
    'clipPath',
    { id: 'course-clip' },
    svg('rect', { x: layout.left, y: 0, width: layout.width, height }),
  );
  const inside = svg('g', { 'clip-path': 'url(#course-clip)' });
  inside.append(
    ...trial.phases.flatMap((phase, at) => phaseBand(phase, at, height, lines)),
    ...trial.lanes.flatMap((lane, at) => laneInside(lane, tops[at] ?? 0, lines, choosing)),
  );
  const names = trial.lanes.map((lane, at) => laneName(lane, tops[at] ?? 0, layout));
  const ticks = roundTimes(view, layout.width / 90).map((ms) => tick(ms, height, lines));
  return svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}` },
    svg('defs', {}, clip),
    ...ticks,
    inside,
    ...names,
  );
}

function tick(ms: number, height: number, { x, view }: Lines): SVGElement {
  return svg(
    'g',
    {},
    svg('path', { class: 'grid', d: `M${x(ms)} 32V${height}` }),
    svg('text', { class: 'tick', x: x(ms), y: 12, 'text-anchor': 'middle' }, timeText(ms, view.toMs - view.fromMs)),
  );
}

function phaseBand(
  { phase, fromMs, toMs, together }: PhasePicture,
  at: number,
  height: number,
  lines: Lines,
): SVGElement[] {
  const { x, view, layout } = lines;
  if (toMs < view.fromMs || fromMs > view.toMs) return [];
  const from = Math.max(layout.left, x(fromMs));
  const to = Math.min(layout.left + layout.width, x(toMs));
  const title = svg('title', {}, together === '' ? phase : `${phase}: ${together}`);
  const band = svg(
    'rect',
    { class: `phase shade${at % 2}`, x: from, y: 18, width: Math.max(0, to - from), height: height - 18 },
    title,
  );
  const name = svg('text', { class: 'phase-name', x: from + 3, y: 29 }, cutToPixels(phase, to - from - 4));
  const borders = [fromMs, toMs].map((ms) => svg('path', { class: 'border', d: `M${x(ms)} 18V${height}` }));
  return [band, ...borders, name];
}

function laneName({ player }: LanePicture, top: number, { isNarrow, left, width }: Layout): SVGElement {
  const place = isNarrow ? { x: left, y: top + 11 } : { x: left - 8, y: top + 11, 'text-anchor': 'end' };
  return svg(
    'text',
    { class: 'lane', ...place },
    svg('title', {}, player),
    cutToPixels(player, isNarrow ? width : left - 14),
  );
}

function laneInside(lane: LanePicture, top: number, lines: Lines, choosing: Choosing): SVGElement[] {
  const { x, view, layout } = lines;
  const barsTop = top + (layout.isNarrow ? NAME : 0);
  const bottom = barsTop + lane.rows * ROW;
  const isSeen = (from: number, to: number) => to >= view.fromMs && from <= view.toMs;
  const waits = lane.waits
    .filter(({ fromMs, toMs }) => isSeen(fromMs, toMs))
    .map(({ fromMs, toMs }) =>
      svg(
        'rect',
        { class: 'wait', x: x(fromMs), y: barsTop + 5, width: x(toMs) - x(fromMs), height: 3 },
        svg('title', {}, 'waits for the others'),
      ),
    );
  const bars = lane.bars
    .filter(({ fromMs, toMs }) => isSeen(fromMs, toMs))
    .map((bar) => drawBar({ player: lane.player, bar }, barsTop, lines, choosing));
  const starts = lane.starts
    .filter(({ atMs, uncertaintyMs }) => isSeen(atMs - uncertaintyMs, atMs + uncertaintyMs))
    .flatMap(({ phase, atMs, uncertaintyMs }) => {
      const [low, high] = [x(atMs - uncertaintyMs), x(atMs + uncertaintyMs)];
      const title = svg('title', {}, `start of ${phase}: ${atMs.toFixed(3)} ms ± ${uncertaintyMs.toFixed(3)} ms`);
      return [
        svg(
          'rect',
          { class: 'unsure', x: low, y: barsTop - 2, width: Math.max(0.5, high - low), height: bottom - barsTop + 2 },
          title,
        ),
        svg('path', { class: 'start', d: `M${x(atMs)} ${barsTop - 3}V${bottom}` }),
      ];
    });
  return [...waits, ...bars, ...starts];
}

function drawBar(choice: Choice, barsTop: number, { x, layout }: Lines, { chosen, choose }: Choosing): SVGElement {
  const { bar, player } = choice;
  // A bar may be far longer than what is seen of it, and some browsers draw no such numbers.
  const from = Math.max(layout.left - 5, x(bar.fromMs));
  const to = Math.min(layout.left + layout.width + 5, x(bar.toMs));
  const width = Math.max(bar.verdict === 'passed' ? 2 : 5, to - from);
  const isChosen = bar === chosen?.bar;
  const y = barsTop + bar.row * ROW;
  const group = svg(
    'g',
    { class: `bar ${bar.verdict} ${bar.kind}${isChosen ? ' chosen' : ''}` },
    svg('title', {}, `${player}, ${bar.name}: ${bar.end}`),
    svg('rect', { x: from, y, width, height: ROW - 3, rx: 2 }),
    svg('text', { x: from + 3, y: y + 9.5 }, cutToPixels(bar.name.slice(bar.name.indexOf(', ') + 2), width - 4)),
  );
  group.addEventListener('click', () => choose(choice));
  return group;
}
