import type { Phase, PlayerPlan, Settings, Step } from '@conductor/types';

/** From a step's first signal to SIGTERM, and the reading back that nothing is left, on the player; in milliseconds. */
const FIRST_SIGNAL_MS = 2_000;
const READ_BACK_MS = 2_000;
/** Limits fire this much later than they say; a spawn takes no longer to begin either. */
const SLACK_MS = 250;

/** How long a player may take to end what runs, in milliseconds: SIGINT, SIGTERM, SIGKILL, reading back. */
export function endingMs({ killGraceMs }: Pick<Settings, 'killGraceMs'>): number {
  return FIRST_SIGNAL_MS + killGraceMs + READ_BACK_MS;
}

/** How long the steps of a phase may take on any of the players, in milliseconds; `null` when a step has no limit. */
export function stepsMs(players: readonly PlayerPlan[], phase: Phase, settings: Settings): number | null {
  const each = players.map((player) => sum(player.phases[phase].map((step) => stepMs(step, settings))));
  return each.includes(null) ? null : Math.max(0, ...each.filter((ms) => ms !== null));
}

function stepMs(step: Step, settings: Settings): number | null {
  if (step.kind === 'fetch') return null;
  if (step.kind === 'spawn') return SLACK_MS;
  const limitMs = step.kind === 'timeout' ? step.limitMs : settings.stepTimeoutMs;
  return limitMs === null ? null : limitMs + SLACK_MS + endingMs(settings);
}

function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce((total, part) => (total === null || part === null ? null : total + part), 0);
}
