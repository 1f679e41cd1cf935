import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Share } from './sim-worker.ts';
import { type Attempt, addAttempts } from './try-worlds.ts';

/** So many worlds are given to a worker at a time. */
const SHARE = 250;
/** With so many failures found, no further worlds are given out. */
const ENOUGH_FAILURES = 20;

/** What is to be lived through, and by how many workers. */
export interface WorkPlan {
  readonly fromSeed: number;
  readonly count: number;
  readonly workers: number;
}

/** Lives through many worlds on several cores. */
export async function tryInWorkers({ fromSeed, count, workers }: WorkPlan): Promise<Attempt> {
  const shares = sharesOf(fromSeed, count);
  let total: Attempt = { count: 0, failures: [], endings: {} };
  const work = async () => {
    await using worker = new Hand();
    for (let share = shares.shift(); share; share = shares.shift()) {
      const attempt = await worker.take(share);
      total = addAttempts(total, attempt);
      if (total.failures.length >= ENOUGH_FAILURES) return;
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { ...total, failures: total.failures.toSorted((one, other) => one.seed - other.seed) };
}

/** One worker, that has one share at a time. */
class Hand implements AsyncDisposable {
  readonly #worker = new Worker(new URL('./sim-worker.ts', import.meta.url));

  async take(share: Share): Promise<Attempt> {
    this.#worker.postMessage(share);
    const [attempt] = await once(this.#worker, 'message');
    return attempt;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}

function sharesOf(fromSeed: number, count: number): Share[] {
  return Array.from({ length: Math.ceil(count / SHARE) }, (_, at) => ({
    fromSeed: fromSeed + at * SHARE,
    count: Math.min(SHARE, count - at * SHARE),
  }));
}
