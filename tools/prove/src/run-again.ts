import type { Bed } from '@conductor/lab';
import { deadManBoundMs } from '@conductor/lab';

const BUSY = 5;

/** Runs the test of a bed once more, waiting for players that are not free yet; what was wrong with that, if anything. */
export async function runAgain(bed: Bed): Promise<string[]> {
  const end = performance.now() + deadManBoundMs();
  for (;;) {
    const { exitCode, signal, stdout, stderr } = await bed.conduct().ended;
    if (exitCode === 0) return [];
    if (exitCode === BUSY && performance.now() < end) continue;
    return [`the next run ended with ${exitCode ?? signal}: ${stdout}${stderr}`];
  }
}
