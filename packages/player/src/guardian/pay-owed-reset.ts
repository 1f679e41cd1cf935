import { setTimeout as pause } from 'node:timers/promises';
import { ConductorError } from '@conductor/types';
import { endGuardian } from './end-guardian.ts';
import type { Guardian } from './guardian.ts';
import { guardianFolder } from './guardian-folder.ts';
import { lookAt } from './guardian-state.ts';
import { resetBoundMs } from './reset-bound.ts';
import { takeHold } from './take-over.ts';

/** How often a guardian that another process started is looked at: its end is told to its parent only. */
const LOOK_MS = 25;
/** A Reset that kills its own guardian would be begun for ever. */
const MOST_ATTEMPTS = 3;
/** What a host that is out of breath may take on top of what the steps of Reset may take. */
const MARGIN_MS = 10_000;

/** How a trial of an earlier life of the player came to its end. */
export type Settled =
  /** It never had a guardian: the journal alone knows what is owed. */
  | 'none'
  /** A guardian ran Reset to its end. */
  | 'paid'
  /** No Reset was owed, or the player itself had run it. */
  | 'disarmed';

/** What may be chosen about the payment of a Reset. */
export interface PayOptions {
  /** Told what is waited for, and for how long. Default: nobody. */
  readonly say?: (text: string) => void;
  /**
   * How long a guardian that lives is waited for at most, in milliseconds; `null` is without a limit. Default: as long as its
   * Reset can last, and 10 s.
   */
  readonly boundMs?: number | null;
}

/**
 * Brings a trial of an earlier life of the player to its end: waits for a guardian that is at work, or starts one that
 * kills what is left and runs the Reset that is owed from its first step. A guardian that takes longer than its Reset can
 * last hangs, or was stopped: it is killed, and is then as one that was killed by somebody else. Several processes may do
 * so at once: one Reset runs at a time. Rejects with a ConductorError `storage`, or with the reason of the signal, which
 * leaves a guardian that is at work alone.
 */
export async function payOwedReset(
  trialFolder: string,
  signal: AbortSignal,
  options: PayOptions = {},
): Promise<Settled> {
  for (let attempts = 0; ; ) {
    const { state, living } = await lookAt(guardianFolder(trialFolder));
    const { kind } = state;
    if (kind === 'none' || kind === 'paid' || kind === 'disarmed') return kind;
    if (living !== null) {
      await outwait(guardianFolder(trialFolder), living, options, signal);
      continue;
    }
    attempts += 1;
    if (attempts > MOST_ATTEMPTS) throw alwaysKilled(trialFolder);
    await pay(trialFolder, signal, attempts === MOST_ATTEMPTS);
  }
}

/** Has a guardian act as if the player were dead, and waits for its end as long as that can take at most. */
export async function letPay(guardian: Guardian, trialFolder: string, signal: AbortSignal): Promise<void> {
  const overdue = new AbortController();
  const paying = guardian.pay(AbortSignal.any([signal, overdue.signal])).catch((error) => {
    if (signal.aborted) throw error;
  });
  const boundMs = await patienceMs(guardianFolder(trialFolder));
  const timer = boundMs === null ? undefined : setTimeout(() => overdue.abort(), boundMs);
  await paying.finally(() => clearTimeout(timer));
}

/**
 * Waits until that guardian is at work no more, and kills it when its time is over. Looks are counted, not time: who was
 * stopped itself meanwhile has not waited.
 */
async function outwait(folder: string, name: string, options: PayOptions, signal: AbortSignal): Promise<void> {
  const { say = () => undefined, boundMs = await patienceMs(folder) } = options;
  say(`its guardian is at work; waiting for it${waitText(boundMs, name)}`);
  const looks = boundMs === null ? Number.POSITIVE_INFINITY : boundMs / LOOK_MS;
  for (let look = 0; look < looks; look += 1) {
    await pause(LOOK_MS, undefined, { signal });
    if ((await lookAt(folder)).living !== name) return;
  }
  say('its guardian takes longer than its Reset can last, and is killed; another one pays');
  await endGuardian(folder, name, signal);
}

async function patienceMs(folder: string): Promise<number | null> {
  const boundMs = await resetBoundMs(folder);
  return boundMs === null ? null : boundMs + MARGIN_MS;
}

function waitText(boundMs: number | null, name: string): string {
  return boundMs === null
    ? ` without a limit, since a step of its Reset has none; if it hangs, kill the process "./guardian ${name}"`
    : `, for ${Math.ceil(boundMs / 1000)} s at most`;
}

/** A guardian that was killed before it was ready is as one that was killed later: another is started. */
async function pay(trialFolder: string, signal: AbortSignal, isLast: boolean): Promise<void> {
  try {
    const attempt = await takeHold(trialFolder, signal);
    if (attempt.kind === 'taken') await letPay(attempt.guardian, trialFolder, signal);
  } catch (error) {
    if (signal.aborted || isLast) throw error;
  }
}

function alwaysKilled(trialFolder: string): ConductorError {
  const message = `Reset of the trial in ${trialFolder} was begun ${MOST_ATTEMPTS} times, and each time its guardian was killed; does a step of Reset do that?`;
  return new ConductorError('storage', message);
}
