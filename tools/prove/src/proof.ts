import type { Guarantee, GuaranteeTrial } from './guarantee.ts';
import type { PlannedTrial } from './plan-trials.ts';

/** A trial that failed, with all that is needed to see it again. */
export interface FailedTrial {
  readonly trialIndex: number;
  readonly seed: number;
  readonly failure: string;
}

/** A line of the table. */
export interface Proof {
  readonly number: number;
  readonly title: string;
  /** Trials that were made. */
  readonly n: number;
  /** Those whose fault struck while there was something to harm. */
  readonly hits: number;
  readonly worstMs: number;
  readonly failures: readonly FailedTrial[];
  /** Why none was made; `null` otherwise. */
  readonly notRun: string | null;
}

/** A guarantee of which nothing has been tried yet. */
export function emptyProof({ number, title, whyNot }: Guarantee): Proof {
  return { number, title, n: 0, hits: 0, worstMs: 0, failures: [], notRun: whyNot() };
}

/** A proof with one trial more. Failures stand in the order of the trials, whichever ended first. */
export function addTrial(proof: Proof, { trialIndex, seed }: PlannedTrial, trial: GuaranteeTrial): Proof {
  const { failure, hit, worstMs } = trial;
  const failures = failure === null ? proof.failures : [...proof.failures, { trialIndex, seed, failure }];
  return {
    ...proof,
    n: proof.n + 1,
    hits: proof.hits + (hit ? 1 : 0),
    worstMs: Math.max(proof.worstMs, worstMs),
    failures: failures.toSorted((one, other) => one.trialIndex - other.trialIndex),
  };
}
