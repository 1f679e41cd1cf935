import { ConductorError, formatPlace } from '@conductor/types';
import { type Course, record } from './course.ts';
import type { PlayerState, Presence } from './player-state.ts';

const LOSABLE: readonly Presence['kind'][] = ['reached', 'claimed', 'resting', 'releasing'];

/** Gives a player up: it is named with what it was doing, and its connection is closed, so that it resets by itself. */
export function losePlayer(course: Course, player: PlayerState, error: ConductorError): void {
  if (!LOSABLE.includes(player.presence.kind)) return;
  player.presence = { kind: 'lost', error };
  record(course, {
    kind: 'player-lost',
    player: player.plan.name,
    trial: course.trial?.ref ?? null,
    phase: course.trial?.phase ?? null,
    cause: `${error.message}${whatItDid(player)}`,
  });
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
}

/** A player that is given up because it did not do what it had to. */
export function loseSilentPlayer(course: Course, player: PlayerState, reason: string): void {
  losePlayer(course, player, new ConductorError('lost', reason, { player: player.plan.name }));
}

function whatItDid({ plan, step }: PlayerState): string {
  const running = step && plan.phases[step.phase].find(({ index }) => index === step.index);
  return running ? `; it was at ${step.phase} ${running.key} (${formatPlace(running.place)})` : '';
}
