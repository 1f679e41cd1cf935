import { setTimeout as sleep } from 'node:timers/promises';
import type { Program, Random } from '@conductor/lab';

/** A collector comes to its work within half of it, and is done soon after the run. */
const LIVES_MS = 1_500;

/** How often a collector was killed before it had everything, when last, and how the one after that ended. */
export interface UnderFire {
  readonly killedCount: number;
  /** By `performance.now()`; the beginning, when none was killed. */
  readonly lastKillMs: number;
  readonly faults: readonly string[];
}

/** Starts a collector, kills it at a random moment, starts it again; after `kills` of them it may do its work. */
export async function collectUnderFire(
  start: () => Program,
  kills: number,
  random: Random,
  signal: AbortSignal,
): Promise<UnderFire> {
  let killedCount = 0;
  let lastKillMs = performance.now();
  for (let left = kills; ; left -= 1) {
    const collector = start();
    const late = left > 0 ? sleep(random() * LIVES_MS, null, { signal }) : new Promise<null>(() => undefined);
    const end = await Promise.race([collector.ended, late]);
    if (end === null) {
      collector.kill('SIGKILL');
      await collector.ended;
      killedCount += 1;
      lastKillMs = performance.now();
      continue;
    }
    const { exitCode, signal: by, stdout, stderr } = end;
    return {
      killedCount,
      lastKillMs,
      faults: exitCode === 0 ? [] : [`the collector ended with ${exitCode ?? by}: ${stdout}${stderr}`],
    };
  }
}
