import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 10;
const LONGEST_MS = 30_000;

/** Resolves when the condition holds; for what other processes do, which tell nobody. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not so within ${LONGEST_MS} ms: ${condition}`);
    await pause(LOOK_MS);
  }
}
