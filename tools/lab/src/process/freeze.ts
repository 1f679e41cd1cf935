import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../wait-until.ts';
import { isAlive, readProcessStat } from './process-stat.ts';

/** Stops a process as a hung host would, and resolves when it stands; disposing the result lets it go on. */
export async function freeze(pid: number): Promise<Disposable> {
  process.kill(pid, 'SIGSTOP');
  await waitUntil(() => isStopped(pid), { what: `process ${pid} stands still` });
  return { [Symbol.dispose]: () => thaw(pid) };
}

/** Stops a process for a time in milliseconds; cut short, and the process let go, when `signal` is aborted. */
export async function freezeFor(pid: number, durationMs: number, signal?: AbortSignal): Promise<void> {
  using _frozen = await freeze(pid);
  await sleep(durationMs, undefined, signal === undefined ? {} : { signal });
}

function isStopped(pid: number): boolean {
  const stat = readProcessStat(pid);
  if (!isAlive(stat)) throw new Error(`process ${pid} is not alive: it cannot be frozen`);
  return stat.state === 'T';
}

function thaw(pid: number): void {
  if (isAlive(readProcessStat(pid))) process.kill(pid, 'SIGCONT');
}
