import type { TrialHistory } from '@conductor/results';
import { PHASES, type Phase, type TrialRef } from '@conductor/types';
import { closeTrial } from '../close-trial.ts';
import { hearAll } from '../course/barrier.ts';
import { collect, isPulled } from '../course/collection.ts';
import { comeTo } from '../course/come-to.ts';
import { type Course, heldPlayers, type TrialState } from '../course/course.ts';
import { isAsked, isCollectDue, isResetDue } from '../course/debt.ts';
import { declinePhase } from '../course/decline-phase.ts';
import type { PlayerState } from '../course/player-state.ts';
import type { Plot } from '../course/plot.ts';
import { isSameTrial } from '../course/same-trial.ts';
import { runPhase } from '../run-phase.ts';
import type { TakenRun } from './taken-run.ts';

/** A trial that was ended, and by which players; the others had ended it before. */
export interface EndedTrial {
  readonly trial: TrialRef;
  readonly players: ReadonlySet<string>;
}

/** Ends the trial that was open when the run was taken over: Collect where it had not begun, Reset where it is owed. */
export function* endTrial(course: Course, { deed, history }: TakenRun, ref: TrialRef): Plot<EndedTrial> {
  const idle = restAllBut(course, ref);
  const players = heldPlayers(course);
  const told = history.trials.find(({ trial }) => isSameTrial(trial, ref));
  takeSteps(course, told?.plans ?? []);
  const trial = adoptTrial(course, ref, told?.begun ?? []);
  yield* followAll(course, trial);
  if (deed === 'resume' && isCollectDue(course, trial)) yield* runDuePhase(course, trial, 'collect');
  if (isResetDue(course, trial)) yield* runDuePhase(course, trial, 'reset');
  yield* closeTrial(course, trial);
  for (const player of players) player.openTrial = null;
  for (const player of idle) if (player.presence.kind === 'resting') player.presence = { kind: 'claimed' };
  return { trial: ref, players: new Set(players.map(({ plan }) => plan.name)) };
}

/** Players without a part in the trial hear nothing of it. */
function restAllBut(course: Course, ref: TrialRef): PlayerState[] {
  const idle = heldPlayers(course).filter((player) => !isIn(player, ref));
  for (const player of idle) player.presence = { kind: 'resting' };
  return idle;
}

/** The steps of its case, as the run directory tells them. */
function takeSteps(course: Course, plans: TrialHistory['plans']): void {
  for (const player of course.players) {
    player.plan = plans.find(({ name }) => name === player.plan.name) ?? player.plan;
  }
}

/** What has begun of it, who conducted it until now has written down, and its players tell: also one that was lost since it did. */
function adoptTrial(course: Course, ref: TrialRef, written: readonly Phase[]): TrialState {
  const open = course.players.filter((player) => isIn(player, ref)).map(({ openTrial }) => openTrial);
  const last = Math.max(-1, ...open.map((trial) => placeOf(trial?.lastPhase ?? null)));
  const begun = new Set([...written, ...PHASES.slice(0, last + 1)]);
  if (open.some((trial) => trial?.resetOwed)) begun.add('startup');
  const obstacle = 'the run was taken over';
  course.trial = { ref, phase: null, begun, syncs: [], syncedMs: 0, obstacle, stopped: true, isTakenOver: true };
  for (const player of heldPlayers(course)) {
    const isFollowed = isPulled(player, ref) && player.heard.has('collection-began');
    player.heard.clear();
    if (isFollowed) comeTo(course, player, 'collection-began');
    player.declined.clear();
    player.reset = null;
  }
  return course.trial;
}

function* followAll(course: Course, trial: TrialState): Plot {
  if (course.plan.settings.collector === 'external') return;
  for (const player of heldPlayers(course)) if (!isPulled(player, trial.ref)) collect(course, trial.ref, player);
  yield* hearAll(course, heldPlayers(course), 'collection-began', course.plan.timing.barrierMs);
}

/** A phase that no player has before it is left out; in any other only those take part that have. */
function* runDuePhase(course: Course, trial: TrialState, phase: Phase): Plot {
  const players = heldPlayers(course);
  const due = players.filter((player) => isDue(course, player, phase));
  if (due.length === 0) return;
  for (const player of players) if (!due.includes(player)) declinePhase(course, player, phase);
  yield* runPhase(course, trial, phase);
}

function isDue(course: Course, { openTrial }: PlayerState, phase: Phase): boolean {
  const lastPhase = openTrial?.lastPhase ?? null;
  if (openTrial === null || lastPhase === null || placeOf(lastPhase) >= placeOf(phase)) return false;
  return phase !== 'reset' || openTrial.resetOwed || isAsked(course, 'reset');
}

function placeOf(phase: Phase | null): number {
  return phase === null ? -1 : PHASES.indexOf(phase);
}

function isIn({ openTrial }: PlayerState, ref: TrialRef): boolean {
  return openTrial !== null && isSameTrial(openTrial.trial, ref);
}
