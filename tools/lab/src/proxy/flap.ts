import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom, wholeNumber } from '../random.ts';
import type { FaultChange } from './lane-faults.ts';

/** How long a link is up and down, each time, in milliseconds. */
export interface FlapOptions {
  readonly upMs: number;
  readonly downMs: number;
  /** Each spell lasts up to this much longer, drawn anew; default 0. */
  readonly jitterMs?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** Something whose two directions can be stalled. */
interface Stallable {
  set(change: FaultChange): unknown;
}

const DOWN: FaultChange = { toServer: { stalled: true }, toClient: { stalled: true } };
const UP: FaultChange = { toServer: { stalled: false }, toClient: { stalled: false } };

/** Takes a link down and up again and again until `signal` is aborted; then it is up, and this resolves with how often. */
export async function flap(proxy: Stallable, options: FlapOptions, signal: AbortSignal): Promise<number> {
  const { upMs, downMs, jitterMs = 0, seed = 1 } = options;
  const random = seededRandom(seed);
  const spell = (ms: number) => wait(ms + wholeNumber(random, 0, jitterMs), signal);
  let count = 0;
  try {
    while (await spell(upMs)) {
      await proxy.set(DOWN);
      count += 1;
      if (!(await spell(downMs))) break;
      await proxy.set(UP);
    }
  } finally {
    await proxy.set(UP);
  }
  return count;
}

/** Whether the time passed before the signal came. */
async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
