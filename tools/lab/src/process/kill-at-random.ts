import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../random.ts';
import { isAlive, readProcessStat } from './process-stat.ts';

/** When to kill. */
export interface KillOptions {
  /** The moment lies between now and so many milliseconds from now. */
  readonly withinMs: number;
  readonly seed: number;
}

/** What became of it. */
export type Killed =
  | { readonly kind: 'killed'; readonly afterMs: number }
  /** It had ended by itself before its moment came. */
  | { readonly kind: 'ended' };

/** Kills a process with SIGKILL at a moment that the seed decides. */
export async function killAtRandom(
  pid: number,
  { withinMs, seed }: KillOptions,
  signal?: AbortSignal,
): Promise<Killed> {
  const victim = readProcessStat(pid);
  const afterMs = seededRandom(seed)() * withinMs;
  await sleep(afterMs, undefined, signal === undefined ? {} : { signal });
  const now = readProcessStat(pid);
  // The number may be another process's by now.
  if (!isAlive(now) || now.startTicks !== victim?.startTicks) return { kind: 'ended' };
  process.kill(pid, 'SIGKILL');
  return { kind: 'killed', afterMs };
}
