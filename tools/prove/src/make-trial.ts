import type { GuaranteeTrial } from './guarantee.ts';
import type { PlannedTrial } from './plan-trials.ts';

/** Far beyond every bound that a trial has: who reaches it is no slow trial, but one that hangs. */
const LIMIT_MS = 180_000;

/** Makes one trial. Never throws: a trial that breaks, or hangs, has failed. */
export async function makeTrial(
  { guarantee, trialIndex, seed }: PlannedTrial,
  signal: AbortSignal,
): Promise<GuaranteeTrial> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    return await guarantee.run(trialIndex, seed, AbortSignal.any([signal, limit]));
  } catch (error) {
    const how = limit.aborted ? `hung, and was ended after ${LIMIT_MS} ms` : 'broke';
    return { failure: `the trial ${how}: ${causes(error).join('; ')}`, worstMs: 0, hit: true };
  }
}

function causes(error: unknown): string[] {
  return error instanceof Error
    ? [error.message, ...(error.cause === undefined ? [] : causes(error.cause))]
    : [String(error)];
}
