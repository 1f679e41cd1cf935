import { attempt } from './attempt.ts';
import type { Figure } from './figure.ts';
import type { Ground } from './ground/ground.ts';
import type { Row } from './result/row.ts';

/** Told before each figure: which it is, and about how long all that are left will take. */
export type OnFigure = (figure: Figure, place: number, leftMs: number) => void;

/** How long figures last by themselves with this many rounds. */
const USUAL_ROUNDS = 5;

/** Measures figures one after another. What cannot be measured here is in the table, with its reason. */
export async function measureFigures(
  figures: readonly Figure[],
  ground: Ground,
  onFigure: OnFigure,
  signal: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  const clock = timeLeft(figures, ground.rounds);
  for (const [place, figure] of figures.entries()) {
    signal.throwIfAborted();
    onFigure(figure, place, clock.leftMs());
    rows.push(...(await rowsOf(figure, ground, signal)));
    clock.over(figure);
  }
  return rows;
}

async function rowsOf(figure: Figure, ground: Ground, signal: AbortSignal): Promise<readonly Row[]> {
  const { name, title: what } = figure;
  const whyNot = figure.whyNot();
  if (whyNot !== null) return [{ kind: 'missing', name, what, why: whyNot }];
  return await attempt({ name, what }, () => figure.measure(ground, signal), signal);
}

/** What is left, by what the figures said of themselves, and by how this machine kept to that so far. */
function timeLeft(figures: readonly Figure[], rounds: number) {
  const beganMs = performance.now();
  const saidMs = ({ seconds }: Figure) => (seconds * 1000 * rounds) / USUAL_ROUNDS;
  const allMs = figures.reduce((sum, figure) => sum + saidMs(figure), 0);
  let overMs = 0;
  return {
    over: (figure: Figure) => {
      overMs += saidMs(figure);
    },
    leftMs: () => {
      const factor = overMs === 0 ? 1 : (performance.now() - beganMs) / overMs;
      return (allMs - overMs) * factor;
    },
  };
}
