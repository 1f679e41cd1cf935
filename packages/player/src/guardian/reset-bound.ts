import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GUARDIAN_FILES } from './guardian-folder.ts';
import { isLeftOut, type LoggedStep, parseSteps } from './logged-step.ts';

/** From a step's first signal to SIGTERM, and the reading back that nothing is left. */
const ENDING_MS = 4_000;
/** Limits fire later than they say, and where a shell cannot sleep for less than a second, by up to two of them. */
const SLACK_MS = 2_250;
/** Killing what is left before the first step, and after the last. */
const WIPING_MS = 4_000;

/**
 * How long a guardian may take for its Reset at most, in milliseconds, by what it was prepared with: also when each step
 * has to be ended at its limit. `null` when a step has none. Throws what the file system says.
 */
export async function resetBoundMs(folder: string): Promise<number | null> {
  const [steps, settings] = await Promise.all(
    [GUARDIAN_FILES.steps, GUARDIAN_FILES.settings].map((name) => readFile(join(folder, name), 'utf8')),
  );
  const graceMs = 1000 * Number(/^g_grace='(\d+)'$/m.exec(settings ?? '')?.[1] ?? 0);
  const limits = parseSteps(steps ?? '').map((step) => limitMs(step, graceMs));
  return limits.includes(null) ? null : limits.reduce<number>((sum, limit) => sum + (limit ?? 0), WIPING_MS);
}

/** What is spawned is not waited for, and what only a player can do is left out. */
function limitMs({ kind, limitMs: stated, retries }: LoggedStep, graceMs: number): number | null {
  if (kind === 'spawn' || isLeftOut(kind)) return SLACK_MS;
  return Number.isFinite(stated) ? (1 + retries) * (stated + ENDING_MS + graceMs + SLACK_MS) : null;
}
