import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foldGuardianLog, type GuardianEntry } from './fold-guardian-log.ts';
import { GUARDIAN_FILES, guardianFolder } from './guardian-folder.ts';
import { parseLog } from './log-line.ts';
import { parseSteps } from './logged-step.ts';

/**
 * What guardians did in a trial, ready for the journal of the player that starts next; empty when they did nothing.
 * `firstAttempt` is the number of the first Reset that is not in the journal yet. Throws what the file system says.
 */
export async function readGuardianLog(trialFolder: string, firstAttempt: number): Promise<readonly GuardianEntry[]> {
  const folder = guardianFolder(trialFolder);
  const [log, steps] = await Promise.all(
    [GUARDIAN_FILES.log, GUARDIAN_FILES.steps].map((name) => readFile(join(folder, name), 'utf8')),
  );
  return foldGuardianLog(parseLog(log ?? ''), parseSteps(steps ?? ''), firstAttempt);
}
