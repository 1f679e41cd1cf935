import type { TrialRef } from '@conductor/types';
import { type Course, record, send } from './course.ts';
import type { PlayerState } from './player-state.ts';
import { mustStop } from './stop.ts';

/**
 * Gives leave to players that wait for it to reboot their hosts: from here on they are expected to vanish, and waited for as long as
 * the step says. Where the phase is to be stopped, the stop ends the wait.
 */
export function permitReboots(course: Course): void {
  const { trial } = course;
  if (!trial?.phase || mustStop(course, trial.phase)) return;
  for (const player of course.players) {
    // One that was stopped before it got leave is not asked for any more.
    if (player.reboot?.step.phase === trial.phase) permitReboot(course, trial.ref, player);
  }
}

function permitReboot(course: Course, trial: TrialRef, player: PlayerState): void {
  const { reboot, plan, talk } = player;
  if (reboot?.kind !== 'asked') return;
  const { phase, index: stepIndex } = reboot.step;
  const step = plan.phases[phase].find(({ index }) => index === stepIndex);
  if (step?.kind !== 'reboot') return;
  const { limitMs } = step;
  player.reboot = {
    kind: 'permitted',
    step: reboot.step,
    deadlineMs: course.nowMs + limitMs + course.plan.timing.barrierMs,
  };
  record(course, { kind: 'player-rebooting', player: plan.name, trial, step: reboot.step, limitMs });
  send(course, player, { kind: 'permit-reboot', phase, stepIndex, heardCount: talk.heardCount });
}
