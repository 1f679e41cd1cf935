import { type LimitSettings, LOOKS_MS, listMs, type Phase, type PlayerPlan, type Settings } from '@conductor/types';

/** How long the steps of a phase may take on any of the players, in milliseconds; `null` when a step has no limit. */
export function stepsMs(players: readonly PlayerPlan[], phase: Phase, settings: LimitSettings): number | null {
  const each = players.map((player) => listMs(player.phases[phase], settings));
  return each.includes(null) ? null : Math.max(0, ...each.filter((ms) => ms !== null));
}

/** How much longer a player may take to load a trial, or to close it, since it looks at its host, in milliseconds. */
export function looksMs({ verifyReset }: Pick<Settings, 'verifyReset'>): number {
  return verifyReset === 'off' ? 0 : LOOKS_MS;
}
