import { microsecondTime, type Phase, type PlayerStart } from '@conductor/types';
import { positionAt } from '../clock/measured-clock.ts';
import { toMs } from '../clock/nanoseconds.ts';
import { type Spread, spreadOf } from '../clock/start-spread.ts';
import { type Course, record, type TrialState } from './course.ts';
import { clockOf, epochOf } from './player-clock.ts';
import type { PlayerState } from './player-state.ts';
import { learnMargin } from './start-margin.ts';
import type { StartOrder } from './start-order.ts';

/** Writes down when each player started, on one clock, and how far together. */
export function recordStarts(
  course: Course,
  { ref: trial }: TrialState,
  phase: Phase,
  players: readonly PlayerState[],
  order: StartOrder,
): void {
  const known = players.flatMap((player) => startOf(course, player));
  learnMargin(course, players, order);
  const spread = spreadOf(known);
  if (spread === null) return;
  const { spreadMs, uncertaintyMs } = spread;
  const mode = order.instantNs === null ? 'immediate' : 'aligned';
  const starts = known.map(({ start }) => start);
  record(course, { kind: 'players-started', trial, phase, mode, spreadMs, uncertaintyMs, starts });
  const { maxSkewMs } = course.plan.settings;
  if (phase !== 'run' || maxSkewMs === null || spreadMs <= maxSkewMs) return;
  record(course, { kind: 'problem', text: skewSentence(maxSkewMs, spread, starts), during: { trial, phase } });
}

function skewSentence(maxSkewMs: number, { spreadMs, uncertaintyMs }: Spread, starts: readonly PlayerStart[]): string {
  const inOrder = starts.toSorted((one, other) => (one.time < other.time ? -1 : 1));
  const told = (start: PlayerStart | undefined) => `${start?.player} at ${start?.time}`;
  const apart = `${milliseconds(spreadMs)} apart (± ${milliseconds(uncertaintyMs)})`;
  const who = `${told(inOrder[0])} first, ${told(inOrder.at(-1))} last`;
  return `the players started run ${apart}, and max_skew allows ${milliseconds(maxSkewMs)}: ${who}`;
}

function milliseconds(ms: number): string {
  return `${Number(ms.toPrecision(3))} ms`;
}

/** A start, with its instant on the conductor's clock. */
interface KnownStart {
  readonly atNs: bigint;
  readonly uncertaintyNs: bigint;
  readonly start: PlayerStart;
}

function startOf(course: Course, player: PlayerState): KnownStart[] {
  const { clock, started, plan, at } = player;
  if (clock === null || started === null) return [];
  const { startedNs } = started;
  const roughNs = startedNs - positionAt(clock, clock.bounds.atNs).offsetNs;
  const position = positionAt(clock, roughNs);
  const atNs = startedNs - position.offsetNs;
  const start: PlayerStart = {
    player: plan.name,
    time: microsecondTime(epochOf(course) + atNs),
    lateMs: at && toMs(startedNs - at.startNs),
    uncertaintyMs: toMs(position.uncertaintyNs),
    clock: clockOf(course, player, clock, position),
  };
  return [{ atNs, uncertaintyNs: position.uncertaintyNs, start }];
}
