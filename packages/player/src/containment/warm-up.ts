import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts this process into the control group where it is already: nothing changes, and whatever enters another group within the
 * next 10 ms or so need not wait. Linux lets the first move after a silence wait until all processors have come to rest (8 ms were
 * measured), which the gate of a phase would do while all players wait for it. `own` is the group of this process.
 */
export function warmUp(own: string): void {
  // A group that has handed controllers on takes no process any more; the waiting came before it said so.
  writeFile(join(own, 'cgroup.procs'), String(process.pid)).catch(() => undefined);
}
