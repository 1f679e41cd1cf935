import { type LimitSettings, listMs, type Phase, type PlayerPlan } from '@conductor/types';

/** How long the steps of a phase may take on any of the players, in milliseconds; `null` when a step has no limit. */
export function stepsMs(players: readonly PlayerPlan[], phase: Phase, settings: LimitSettings): number | null {
  const each = players.map((player) => listMs(player.phases[phase], settings));
  return each.includes(null) ? null : Math.max(0, ...each.filter((ms) => ms !== null));
}
