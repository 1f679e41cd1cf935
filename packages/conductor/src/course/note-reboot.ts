import type { ControlReply } from '@conductor/protocol';
import { positionAt } from '../clock/measured-clock.ts';
import { secretsFor } from '../secrets/secrets-for.ts';
import { type Course, nowNs, record, send } from './course.ts';
import { clockOf } from './player-clock.ts';
import type { PlayerState } from './player-state.ts';
import { GREETING_EXCHANGES, readClock } from './read-clock.ts';

/** The longest pause of a collector between two attempts, in milliseconds: while its host is down, nothing of a player comes. */
const RESULTS_REDIAL_MS = 5_000;

/** A player waits for leave to reboot its host. It may not be lost without the step being told, wherever its journal goes. */
export function noteDue(player: PlayerState, { phase, stepIndex: index }: ControlReply & { kind: 'reboot-due' }): void {
  player.step = { phase, index, attempt: 1 };
  player.reboot = { kind: 'asked', step: player.step };
}

/** A player is back from a reboot: it may go on. All that is known of its clock was that of another boot. */
export function noteReturned(
  course: Course,
  player: PlayerState,
  { phase, stepIndex: index, tookMs }: ControlReply & { kind: 'host-returned' },
): void {
  player.reboot = { kind: 'back', step: { phase, index, attempt: 1 }, tookMs };
  player.collection = { ...player.collection, progressAtMs: course.nowMs + RESULTS_REDIAL_MS };
  player.clock = null;
  player.wall = null;
  send(course, player, { kind: 'resume-trial', secrets: secretsFor(player.plan.phases, course.plan.secrets) });
  readClock(course, player, GREETING_EXCHANGES);
}

/** Its clock is read for the first time since it is back: what happens from here on has its place in time. */
export function tellReturned(course: Course, player: PlayerState): void {
  const { reboot, clock, plan } = player;
  if (reboot?.kind !== 'back' || clock === null || !course.trial) return;
  player.reboot = null;
  const { step, tookMs } = reboot;
  const told = clockOf(course, player, clock, positionAt(clock, nowNs(course)));
  record(course, { kind: 'player-returned', player: plan.name, trial: course.trial.ref, step, tookMs, clock: told });
}
