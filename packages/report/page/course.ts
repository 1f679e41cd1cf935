import type { PageData, TrialPicture } from '../src/page/page-data.ts';
import type { Choice } from './choice.ts';
import { drawCourse } from './draw-course.ts';
import { drawSeries } from './draw-series.ts';
import { element } from './element.ts';
import { moved, type TimeView, within, zoomed } from './time-view.ts';

/** Draws the course of one trial at a time, and what was measured meanwhile under it, and lets the reader look closer. */
export function showCourse(data: PageData): void {
  const drawing = document.getElementById('course-drawing');
  const series = document.getElementById('course-series');
  const trials = document.getElementById('course-trial');
  if (drawing === null || series === null || !(trials instanceof HTMLSelectElement)) return;
  let trial: TrialPicture | undefined;
  let view: TimeView = { fromMs: 0, toMs: 1 };
  let chosen: Choice | null = null;
  let width = 0;

  const draw = () => {
    if (trial === undefined || width === 0) return;
    drawing.replaceChildren(drawCourse(trial, view, width, { chosen, choose }));
    series.replaceChildren(...drawSeries(trial.series, view, width, chosen?.bar.fromMs ?? null));
  };
  const look = (next: TimeView) => {
    view = next;
    draw();
  };
  const choose = (choice: Choice) => {
    chosen = choice;
    tell(choice, data.texts);
    draw();
  };
  const show = () => {
    trial = data.trials[Number(trials.value)];
    chosen = null;
    offerStarts(trial, (next) => look(within(next, trial?.lengthMs ?? 1)));
    look({ fromMs: 0, toMs: trial?.lengthMs ?? 1 });
  };
  const zoom = (factor: number) => {
    const { fromMs, toMs } = view;
    const middleMs = chosen === null ? (fromMs + toMs) / 2 : Math.min(toMs, Math.max(fromMs, chosen.bar.fromMs));
    look(zoomed(view, factor, middleMs, trial?.lengthMs ?? 1));
  };
  const all = () => look({ fromMs: 0, toMs: trial?.lengthMs ?? 1 });
  const step = (by: number) => {
    const choices = choicesOf(trial);
    const at = choices.findIndex(({ bar }) => bar === chosen?.bar);
    const next = choices[at === -1 ? 0 : Math.min(choices.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    const { fromMs } = next.bar;
    if (fromMs < view.fromMs || fromMs > view.toMs) view = within(centred(view, fromMs), trial?.lengthMs ?? 1);
    choose(next);
  };

  trials.addEventListener('change', show);
  onClick('course-in', () => zoom(2));
  onClick('course-out', () => zoom(1 / 2));
  onClick('course-all', all);
  for (const link of document.querySelectorAll<HTMLElement>('[data-trial]'))
    link.addEventListener('click', () => {
      trials.value = link.dataset['trial'] ?? '0';
      show();
    });
  drawing.addEventListener('keydown', (event) => {
    const deed = keyDeed(event.key, { zoom, all, step, chosen: () => chosen });
    if (deed === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed();
  });
  drag(drawing, (part) => {
    const span = view.toMs - view.fromMs;
    if (trial !== undefined && span < trial.lengthMs) look(moved(view, -part * span, trial.lengthMs));
  });
  new ResizeObserver(() => {
    if (drawing.clientWidth === width) return;
    width = drawing.clientWidth;
    draw();
  }).observe(drawing);
  show();
}

function centred({ fromMs, toMs }: TimeView, ms: number): TimeView {
  return { fromMs: ms - (toMs - fromMs) / 2, toMs: ms + (toMs - fromMs) / 2 };
}

/** Lane by lane, in the order of time. */
function choicesOf(trial: TrialPicture | undefined): Choice[] {
  return (trial?.lanes ?? []).flatMap(({ player, bars }) => bars.map((bar) => ({ player, bar })));
}

interface Deeds {
  readonly zoom: (factor: number) => void;
  readonly all: () => void;
  readonly step: (by: number) => void;
  readonly chosen: () => Choice | null;
}

function keyDeed(key: string, { zoom, all, step, chosen }: Deeds): (() => void) | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return () => step(1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return () => step(-1);
    case '+':
    case '=':
      return () => zoom(2);
    case '-':
      return () => zoom(1 / 2);
    case '0':
      return all;
    case 'Enter': {
      const [log] = chosen()?.bar.logs ?? [];
      return log === undefined ? null : () => location.assign(`#${log}`);
    }
    default:
      return null;
  }
}

/** What a step was, in words, with the ways to its outputs. */
function tell({ player, bar }: Choice, texts: readonly string[]): void {
  const links = bar.logs.map((log) =>
    element('a', { href: `#${log}` }, log.endsWith('-err') ? 'its error output' : 'its output'),
  );
  document
    .getElementById('course-told')
    ?.replaceChildren(
      element('b', {}, `${player}, ${bar.name}`),
      ` at ${(bar.fromMs / 1000).toFixed(3)} s: ${bar.end} `,
      element('code', {}, texts[bar.text] ?? ''),
      ...links.flatMap((link) => [' ', link]),
    );
}

/** A button for each phase: how its players started is a thousand times finer than how long it took. */
function offerStarts(trial: TrialPicture | undefined, look: (view: TimeView) => void): void {
  const buttons = (trial?.phases ?? []).flatMap(({ phase, together }) => {
    const starts = (trial?.lanes ?? []).flatMap((lane) => lane.starts.filter((start) => start.phase === phase));
    if (starts.length === 0) return [];
    const button = element('button', { type: 'button', title: together }, `start of ${phase}`);
    const lows = starts.map(({ atMs, uncertaintyMs }) => atMs - uncertaintyMs);
    const highs = starts.map(({ atMs, uncertaintyMs }) => atMs + uncertaintyMs);
    const [low, high] = [Math.min(...lows), Math.max(...highs)];
    const room = Math.max(0.05, (high - low) * 0.25);
    button.addEventListener('click', () => look({ fromMs: low - room, toMs: high + room }));
    return [button, ' '];
  });
  document.getElementById('course-starts')?.replaceChildren(...buttons);
}

function onClick(id: string, deed: () => void): void {
  document.getElementById(id)?.addEventListener('click', deed);
}

/** Tells by which part of its width a drawing was dragged, while it is. */
function drag(drawing: HTMLElement, by: (part: number) => void): void {
  let lastX: number | null = null;
  drawing.addEventListener('pointerdown', (event) => {
    lastX = event.clientX;
  });
  drawing.addEventListener('pointermove', (event) => {
    if (lastX === null || event.buttons === 0) return;
    by((event.clientX - lastX) / Math.max(1, drawing.clientWidth));
    lastX = event.clientX;
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave'])
    drawing.addEventListener(end, () => {
      lastX = null;
    });
}
