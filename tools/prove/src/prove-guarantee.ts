import { seedOf } from '@conductor/lab';
import type { Guarantee, GuaranteeTrial } from './guarantee.ts';

/** How a guarantee is tried. */
export interface ProveOptions {
  /** Trials; `null` is the guarantee's own number. */
  readonly n: number | null;
  readonly seed: number;
  /** Told of each trial as it ends. */
  readonly onTrial: (guarantee: Guarantee, trialIndex: number, trial: GuaranteeTrial) => void;
}

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

/** Tries a guarantee n times, or until the signal comes, and counts. */
export async function proveGuarantee(guarantee: Guarantee, options: ProveOptions, signal: AbortSignal): Promise<Proof> {
  const { number, title, defaultN, ceiling } = guarantee;
  const notRun = guarantee.whyNot();
  const wanted = notRun === null ? Math.min(options.n ?? defaultN, ceiling) : 0;
  const failures: FailedTrial[] = [];
  let worstMs = 0;
  let hits = 0;
  let n = 0;
  for (; n < wanted && !signal.aborted; n += 1) {
    const seed = seedOf(options.seed, number, n);
    const trial = await tryOnce(guarantee, n, seed, signal);
    if (signal.aborted) break;
    if (trial.failure !== null) failures.push({ trialIndex: n, seed, failure: trial.failure });
    if (trial.hit) hits += 1;
    worstMs = Math.max(worstMs, trial.worstMs);
    options.onTrial(guarantee, n, trial);
  }
  return { number, title, n, hits, worstMs, failures, notRun };
}

async function tryOnce(
  guarantee: Guarantee,
  trialIndex: number,
  seed: number,
  signal: AbortSignal,
): Promise<GuaranteeTrial> {
  try {
    return await guarantee.run(trialIndex, seed, signal);
  } catch (error) {
    return {
      failure: `the trial broke: ${error instanceof Error ? error.message : String(error)}`,
      worstMs: 0,
      hit: true,
    };
  }
}
