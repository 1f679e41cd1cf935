import type { Settings } from './settings.ts';
import type { Step } from './step.ts';

/** From a step's first signal to SIGTERM, and the reading back that nothing is left, on the player; in milliseconds. */
const FIRST_SIGNAL_MS = 2_000;
const READ_BACK_MS = 2_000;
/** Limits fire this much later than they say; a spawn takes no longer to begin either. */
const SLACK_MS = 250;

/** The settings that bound how long a player may take. */
export type LimitSettings = Pick<Settings, 'killGraceMs' | 'stepTimeoutMs'>;

/** How long a player may take to end what runs, in milliseconds: SIGINT, SIGTERM, SIGKILL, reading back. */
export function endingMs({ killGraceMs }: Pick<Settings, 'killGraceMs'>): number {
  return FIRST_SIGNAL_MS + killGraceMs + READ_BACK_MS;
}

/** How long a list of steps may take, in milliseconds; `null` when a step has no limit. */
export function listMs(steps: readonly Step[], settings: LimitSettings): number | null {
  const parts = steps.map((step) => stepMs(step, settings));
  return parts.includes(null) ? null : parts.reduce<number>((total, part) => total + (part ?? 0), 0);
}

function stepMs(step: Step, settings: LimitSettings): number | null {
  if (step.kind === 'fetch') return null;
  if (step.kind === 'spawn') return SLACK_MS;
  const limitMs = step.kind === 'timeout' ? step.limitMs : settings.stepTimeoutMs;
  return limitMs === null ? null : limitMs + SLACK_MS + endingMs(settings);
}
