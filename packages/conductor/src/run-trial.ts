import { playersOfTrial, stepsToTell, type TrialRef } from '@conductor/types';
import { closeTrial } from './close-trial.ts';
import { hearAll } from './course/barrier.ts';
import { looksMs } from './course/bounds.ts';
import { collect } from './course/collection.ts';
import { type Course, heldPlayers, record, send, type TrialState } from './course/course.ts';
import { isAsked, isCollectDue, isResetDue } from './course/debt.ts';
import { idleCollection } from './course/player-state.ts';
import type { Plot } from './course/plot.ts';
import { looksOf, policiesOf } from './course/policies.ts';
import { obstacleOf, stopAll } from './course/stop.ts';
import { runPhase } from './run-phase.ts';
import { secretsFor } from './secrets/secrets-for.ts';

/** One trial: load all, Startup and Run while nothing stands in the way, Collect what exists, pay Reset, close all. */
export function* runTrial(course: Course, ref: TrialRef): Plot {
  const trial = beginTrial(course, ref);
  yield* loadAll(course, trial);
  for (const phase of ['startup', 'run'] as const) {
    if (isAsked(course, phase) && obstacleOf(course) === null) yield* runPhase(course, trial, phase);
  }
  if (trial.begun.size > 0 && obstacleOf(course) !== null && !trial.stopped) yield* stopAll(course, trial);
  if (isCollectDue(course, trial)) yield* runPhase(course, trial, 'collect');
  if (isResetDue(course, trial)) yield* runPhase(course, trial, 'reset');
  yield* closeTrial(course, trial);
}

function beginTrial(course: Course, ref: TrialRef): TrialState {
  course.trial = {
    ref,
    phase: null,
    begun: new Set(),
    syncs: [],
    syncedMs: 0,
    obstacle: null,
    stopped: false,
    isTakenOver: false,
  };
  course.begun.push(ref);
  const plans = new Map(playersOfTrial(course.plan, ref).map((plan) => [plan.name, plan]));
  for (const player of course.players) {
    player.plan = plans.get(player.plan.name) ?? player.plan;
    player.heard.clear();
    player.declined.clear();
    player.step = null;
    player.reboot = null;
    player.reset = null;
    player.collection = idleCollection(course.nowMs);
  }
  record(course, { kind: 'trial-started', trial: ref, ...stepsToTell(course.plan, ref) });
  return course.trial;
}

/** Every player has all four phases on its disk, and somebody who pulls its results, before any of them begins. */
function* loadAll(course: Course, trial: TrialState): Plot {
  const { barrierMs } = course.plan.timing;
  const policies = policiesOf(course.plan);
  const players = heldPlayers(course);
  const isOurs = course.plan.settings.collector !== 'external';
  for (const player of players) {
    const { phases } = player.plan;
    const secrets = secretsFor(phases, course.plan.secrets);
    const state = looksOf(player.plan, course.plan.settings);
    send(course, player, { kind: 'load-trial', trial: trial.ref, policies, phases, secrets, ...(state && { state }) });
    // Asked for at once: the connection is made while the trial is written down, and the player answers when it is there.
    if (isOurs) collect(course, trial.ref, player);
  }
  yield* hearAll(course, players, 'trial-loaded', barrierMs + looksMs(course.plan.settings));
  if (isOurs) yield* hearAll(course, heldPlayers(course), 'collection-began', barrierMs);
}
