/** One promise of Conductor, and how to try whether it holds. */
export interface Guarantee {
  readonly number: number;
  readonly title: string;
  /** Trials, when nobody says how many. */
  readonly defaultN: number;
  /** Trials in `pnpm check prove`: few, since they are made at every change. */
  readonly gateN: number;
  /** Trials at most, whatever is asked for: what is slow is not tried a thousand times. */
  readonly ceiling: number;
  /** Whether nothing else may be tried beside it: it takes the whole disk, or all processors. */
  readonly isAlone: boolean;
  /** Why it cannot be tried on this machine; `null` when it can. */
  whyNot(): string | null;
  /**
   * Tries it once. All that is drawn follows from `seed`; `trialIndex`, from 0, goes through the kinds of trial in turn.
   * A promise that does not hold is a value; what throws is a broken machine, and counts as a failure all the same.
   */
  run(trialIndex: number, seed: number, signal: AbortSignal): Promise<GuaranteeTrial>;
}

/** What one trial came to. */
export interface GuaranteeTrial {
  /** What did not hold, in one sentence; `null` when all did. */
  readonly failure: string | null;
  /** The longest time that the promise bounds, as it was measured; milliseconds. */
  readonly worstMs: number;
  /** Whether the fault struck while there was something to harm; a promise that was not tempted proves nothing. */
  readonly hit: boolean;
}
