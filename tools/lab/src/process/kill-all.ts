import { type WaitOptions, waitUntil } from '../wait-until.ts';
import type { FoundProcess } from './processes-of.ts';

/** Kills whatever `find` finds, and looks again until it finds nothing: what was found may have started another. */
export async function killAll(find: () => readonly FoundProcess[], what: WaitOptions['what']): Promise<void> {
  await waitUntil(() => killOnce(find()), { what });
}

function killOnce(found: readonly FoundProcess[]): boolean {
  for (const { pid } of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended since it was listed.
    }
  }
  return found.length === 0;
}
