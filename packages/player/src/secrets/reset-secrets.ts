import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, Secret, type Step, secretVariable } from '@conductor/types';
import { guardianFolder } from '../guardian/guardian-folder.ts';
import { shellAssignments } from '../guardian/shell-text.ts';
import { syncPath } from '../storage/sync-path.ts';
import { writeNewFile } from '../storage/write-new-file.ts';
import type { TrialSecrets } from './trial-secrets.ts';

/** What follows the number of a step in the name of the file that its secrets are in; the guardian's script knows it, too. */
const SUFFIX = '.secrets';

/**
 * Writes the secrets that steps of Reset use to where the guardian finds them, durably and for this user alone. Called
 * before Reset is owed. Throws when a secret was not delivered, and what the file system says.
 */
export async function keepResetSecrets(
  trialFolder: string,
  reset: readonly Step[],
  secrets: TrialSecrets,
): Promise<void> {
  const folder = guardianFolder(trialFolder);
  const wanted = reset.map((step) => ({ step, environment: secrets.environmentOf(step) }));
  const using = wanted.filter(({ environment }) => Object.keys(environment).length > 0);
  for (const { step, environment } of using) {
    await writeNewFile(join(folder, `${step.index}${SUFFIX}`), shellAssignments(environment, 'export '));
  }
  if (using.length > 0) await syncPath(folder);
}

/** Those that were written there, for a player that has forgotten all others. Throws what the file system says. */
export async function readResetSecrets(trialFolder: string): Promise<readonly Secret[]> {
  const folder = guardianFolder(trialFolder);
  const kept = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX));
  const texts = await Promise.all(kept.map((name) => readFile(join(folder, name), 'utf8')));
  const values = new Map(texts.flatMap(readAssignments));
  return Array.from(values, ([name, value]) => new Secret(name, value));
}

/** The inverse of how they are written: `export CONDUCTOR_SECRET_NAME='…'`, where a quote is `'\\''`. */
function readAssignments(text: string): readonly (readonly [name: string, value: string])[] {
  const assignments = text.matchAll(/^export (\w+)='((?:[^']|'\\'')*)'$/gm);
  return Array.from(assignments, ([, variable = '', quoted = '']) => [
    variable.slice(secretVariable('').length),
    quoted.replaceAll("'\\''", "'"),
  ]);
}

/** Removes them, durably: nothing is owed any more. Throws what the file system says; that they are not there is fine. */
export async function forgetResetSecrets(trialFolder: string): Promise<void> {
  const folder = guardianFolder(trialFolder);
  const names = await readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  const kept = names.filter((name) => name.endsWith(SUFFIX));
  for (const name of kept) await rm(join(folder, name), { force: true });
  if (kept.length > 0) await syncPath(folder);
}
