import type { Guarantee, GuaranteeTrial } from './guarantee.ts';
import { makeTrial } from './make-trial.ts';
import { type PlannedTrial, planTrials } from './plan-trials.ts';
import { addTrial, emptyProof, type Proof } from './proof.ts';

/** How guarantees are tried. */
export interface ProveOptions {
  /** Trials of each; `null` is each one's own number. */
  readonly n: number | null;
  readonly seed: number;
  /** Trials side by side at most, each in a lab of its own. */
  readonly jobs: number;
  /** Told of each trial as it ends, and how far things are. */
  readonly onTrial: (planned: PlannedTrial, trial: GuaranteeTrial, progress: Progress) => void;
}

/** How many trials are over, of how many. */
export interface Progress {
  readonly over: number;
  readonly all: number;
}

/** Tries guarantees, or until the signal comes, and counts; one proof for each, in their order. */
export async function proveGuarantees(
  guarantees: readonly Guarantee[],
  { n, seed, jobs, onTrial }: ProveOptions,
  signal: AbortSignal,
): Promise<Proof[]> {
  const proofs = new Map(guarantees.map((guarantee) => [guarantee, emptyProof(guarantee)]));
  const planned = planTrials(guarantees, n, seed);
  let over = 0;
  const makeOne = async (next: PlannedTrial) => {
    const trial = await makeTrial(next, signal);
    // What was cut short says nothing.
    if (signal.aborted) return;
    over += 1;
    proofs.set(next.guarantee, addTrial(proofs.get(next.guarantee) ?? emptyProof(next.guarantee), next, trial));
    onTrial(next, trial, { over, all: planned.length });
  };
  const isAlone = ({ guarantee }: PlannedTrial) => guarantee.isAlone;
  await sideBySide(
    planned.filter((trial) => !isAlone(trial)),
    jobs,
    makeOne,
    signal,
  );
  await sideBySide(planned.filter(isAlone), 1, makeOne, signal);
  return [...proofs.values()];
}

async function sideBySide<T>(
  items: readonly T[],
  jobs: number,
  work: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = items.values();
  const takeTurns = async () => {
    for (const item of waiting) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: jobs }, takeTurns));
}
