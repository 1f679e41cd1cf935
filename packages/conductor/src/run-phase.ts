import { elapsedMs, endingMs, type Phase } from '@conductor/types';
import { askAll, hearAll, hearInTime } from './course/barrier.ts';
import { stepsMs } from './course/bounds.ts';
import { holdAll } from './course/collection.ts';
import { type Course, heldPlayers, record, send, type TrialState } from './course/course.ts';
import { syncsOf } from './course/open-sync.ts';
import { instantFor, orderStart } from './course/order-start.ts';
import type { PlayerState } from './course/player-state.ts';
import type { Plot } from './course/plot.ts';
import { PHASE_EXCHANGES, readClock } from './course/read-clock.ts';
import { recordStarts } from './course/record-starts.ts';
import { mustStop, stopAll } from './course/stop.ts';

/** One phase on all players: arm all, start all, all done, end all, all held. */
export function* runPhase(course: Course, trial: TrialState, phase: Phase): Plot {
  trial.phase = phase;
  trial.syncs = syncsOf(course.players, phase, course.plan.settings.stepTimeoutMs);
  record(course, { kind: 'phase-started', trial: trial.ref, phase });
  yield* armAll(course, phase);
  if (mustStop(course, phase)) yield* stopAll(course, trial);
  else yield* performAll(course, trial, phase);
  yield* endAll(course, phase);
  yield* holdAll(course, heldPlayers(course), `results-acknowledged of ${phase}`);
  record(course, { kind: 'phase-ended', trial: trial.ref, phase });
  course.effects.push({ kind: 'save-result' });
  trial.phase = null;
  trial.syncs = [];
}

/** Each player forks the first command of the phase and holds it at its gate. */
function* armAll(course: Course, phase: Phase): Plot {
  const { barrierMs } = course.plan.timing;
  for (const player of takers(course, phase)) {
    player.at = null;
    player.started = null;
    readClock(course, player, PHASE_EXCHANGES);
  }
  yield* askAll(course, takers(course, phase), { kind: 'arm-phase', phase }, `phase-armed of ${phase}`, barrierMs);
}

/** The gates open, and the lists run to their ends, or are stopped. */
function* performAll(course: Course, trial: TrialState, phase: Phase): Plot {
  trial.begun.add(phase);
  if (phase === 'run') keepQuiet(course, true);
  yield* startAll(course, trial, phase);
  yield* allDone(course, phase);
  if (mustStop(course, phase)) yield* stopAll(course, trial);
  yield* hearAll(course, takers(course, phase), `steps-done of ${phase}`, endMs(course));
  if (phase === 'run') keepQuiet(course, false);
}

/** All start at one instant, as soon as the slowest can have heard of it. */
function* startAll(course: Course, trial: TrialState, phase: Phase): Plot {
  const players = takers(course, phase);
  const order = orderStart(course, players, phase);
  for (const player of players) {
    player.at = instantFor(course, player, order);
    send(course, player, { kind: 'start-phase', phase, at: player.at });
  }
  const leadMs = order.instantNs === null ? 0 : elapsedMs(order.decidedNs, order.instantNs);
  yield* hearAll(course, players, `phase-started of ${phase}`, leadMs + course.plan.timing.barrierMs);
  recordStarts(course, trial, phase, players, order);
}

/** Waits until every list is over or must be. Run lasts as long as it takes; heartbeats tell who still lives. */
function* allDone(course: Course, phase: Phase): Plot {
  const players = takers(course, phase);
  const milestone = `steps-done of ${phase}` as const;
  const boundMs = phase === 'run' ? null : doneMs(course, players, phase);
  const beganMs = course.nowMs;
  // Who waits at a sync is as late as the one that it waits for.
  const sinceMs = () => Math.max(beganMs, course.trial?.syncedMs ?? beganMs);
  const bound = boundMs === null ? null : { ms: boundMs, sinceMs };
  yield* hearInTime(course, players, milestone, bound, () => mustStop(course, phase));
}

function keepQuiet(course: Course, isQuiet: boolean): void {
  course.effects.push({ kind: 'keep-quiet', isQuiet });
}

/** Each player ends what lived only for this phase, and reads back that nothing of it is left. */
function* endAll(course: Course, phase: Phase): Plot {
  const finished = `phase-finished of ${phase}` as const;
  yield* askAll(course, takers(course, phase), { kind: 'end-phase', phase }, finished, endMs(course));
}

/** The players that are ours and could make the phase ready. */
function takers(course: Course, phase: Phase): PlayerState[] {
  return heldPlayers(course).filter(({ declined }) => !declined.has(phase));
}

function endMs({ plan }: Course): number {
  return endingMs(plan.settings) + plan.timing.barrierMs;
}

function doneMs({ plan }: Course, players: readonly PlayerState[], phase: Phase): number | null {
  const plans = players.map((player) => player.plan);
  const limitMs = stepsMs(plans, phase, plan.settings);
  return limitMs === null ? null : limitMs + plan.timing.barrierMs;
}
