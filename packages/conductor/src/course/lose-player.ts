import { ConductorError, formatPlace } from '@conductor/types';
import { type Course, record } from './course.ts';
import { formatPlayer, type PlayerState, type Presence } from './player-state.ts';

const LOSABLE: readonly Presence['kind'][] = ['reached', 'claimed', 'resting'];

/** Gives a player up: it is named with what it was doing, and its connection is closed, so that it resets by itself. */
export function losePlayer(course: Course, player: PlayerState, error: ConductorError): void {
  if (player.presence.kind === 'releasing') leaveUnreleased(course, player, error);
  if (!LOSABLE.includes(player.presence.kind)) return;
  player.presence = { kind: 'lost', error };
  record(course, {
    kind: 'player-lost',
    player: player.plan.name,
    trial: course.trial?.ref ?? null,
    phase: course.trial?.phase ?? null,
    cause: `${error.message}${whatItDoes(player, 'was')}`,
  });
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
}

/** A player that is given up because it did not do what it had to. */
export function loseSilentPlayer(course: Course, player: PlayerState, reason: string): void {
  losePlayer(course, player, new ConductorError('lost', reason, { player: player.plan.name }));
}

/**
 * All that it had to do in this run was done before it was given back: what it came to is known, and no loss. What is not
 * known is only whether it has heard that it may forget the run.
 */
function leaveUnreleased(course: Course, player: PlayerState, { message }: ConductorError): void {
  const { name } = player.plan;
  player.presence = { kind: 'released' };
  const free = `it frees itself when its lease of ${course.plan.settings.leaseMs / 1000} s is over, and may keep a copy of the results`;
  const text = `${formatPlayer(player.plan)} did not say that it is released (${message}); nothing of this run was left to do there: ${free}`;
  record(course, { kind: 'problem', text, player: name });
  course.effects.push({ kind: 'hang-up', player: name });
}

/** `; it was at run step2 (dut.cfg:12)`: the step that its journal showed last; nothing where it showed none. */
export function whatItDoes({ plan, step }: PlayerState, verb: 'is' | 'was'): string {
  const running = step && plan.phases[step.phase].find(({ index }) => index === step.index);
  return running ? `; it ${verb} at ${step.phase} ${running.key} (${formatPlace(running.place)})` : '';
}
