import { putBackLimitMs, putLimitMs } from './put-limits.ts';
import type { Settings } from './settings.ts';
import { mostAttempts, type Step } from './step.ts';

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

/** How long a list of steps may take, also when each has to be ended at its limit, in milliseconds; `null` when one has none. */
export function listMs(steps: readonly Step[], settings: LimitSettings): number | null {
  const ended = sum(steps.filter(({ kind }) => kind !== 'spawn').map(mostAttempts));
  const limitsMs = sumOfLimitsMs(steps, settings);
  return limitsMs === null ? null : limitsMs + ended * endingMs(settings);
}

/** The sum of the limits of a list of steps, in milliseconds; `null` when one has none. */
export function sumOfLimitsMs(steps: readonly Step[], settings: LimitSettings): number | null {
  const limits = steps.map((step) => ({ limitMs: limitOf(step, settings), attempts: mostAttempts(step) }));
  if (limits.some(({ limitMs }) => limitMs === null)) return null;
  return sum(limits.map(({ limitMs, attempts }) => attempts * (SLACK_MS + (limitMs ?? 0))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function limitOf(step: Step, { stepTimeoutMs }: LimitSettings): number | null {
  switch (step.kind) {
    case 'fetch':
      return null;
    case 'spawn':
      return 0;
    case 'timeout':
    case 'reboot':
      return step.limitMs;
    case 'step':
      return stepTimeoutMs;
    case 'ready':
    case 'sync':
      return step.limitMs ?? stepTimeoutMs;
    case 'put':
      return putLimitMs(step);
    case 'put-back':
      return putBackLimitMs(step);
    default:
      return step satisfies never;
  }
}
