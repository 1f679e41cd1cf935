import { setTimeout as pause } from 'node:timers/promises';
import { ConductorError } from '@conductor/types';
import { guardianState } from './guardian-state.ts';
import { takeHold } from './take-over.ts';

/** How often a guardian that another process started is looked at: its end is told to its parent only. */
const LOOK_MS = 25;
/** A Reset that kills its own guardian would be begun for ever. */
const MOST_ATTEMPTS = 3;

/** How a trial of an earlier life of the player came to its end. */
export type Settled =
  /** It never had a guardian: the journal alone knows what is owed. */
  | 'none'
  /** A guardian ran Reset to its end. */
  | 'paid'
  /** No Reset was owed, or the player itself had run it. */
  | 'disarmed';

/**
 * Brings a trial of an earlier life of the player to its end: waits for a guardian that is at work, or starts one that
 * kills what is left and runs the Reset that is owed from its first step. Several processes may do so at once: one Reset
 * runs at a time. Rejects with a ConductorError `storage`, or with the reason of the signal, which leaves a guardian that
 * is at work alone.
 */
export async function payOwedReset(trialFolder: string, signal: AbortSignal): Promise<Settled> {
  for (let attempts = 0; ; ) {
    const { kind } = await guardianState(trialFolder);
    if (kind === 'none' || kind === 'paid' || kind === 'disarmed') return kind;
    if (kind === 'at-work') {
      await pause(LOOK_MS, undefined, { signal });
      continue;
    }
    attempts += 1;
    if (attempts > MOST_ATTEMPTS) throw alwaysKilled(trialFolder);
    await pay(trialFolder, signal, attempts === MOST_ATTEMPTS);
  }
}

/** A guardian that was killed before it was ready is as one that was killed later: another is started. */
async function pay(trialFolder: string, signal: AbortSignal, isLast: boolean): Promise<void> {
  try {
    const attempt = await takeHold(trialFolder, signal);
    if (attempt.kind === 'taken') await attempt.guardian.pay(signal);
  } catch (error) {
    if (signal.aborted || isLast) throw error;
  }
}

function alwaysKilled(trialFolder: string): ConductorError {
  const message = `Reset of the trial in ${trialFolder} was begun ${MOST_ATTEMPTS} times, and each time its guardian was killed; does a step of Reset do that?`;
  return new ConductorError('storage', message);
}
