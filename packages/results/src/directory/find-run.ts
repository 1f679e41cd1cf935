import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { ConductorError, errnoOf } from '@conductor/types';
import { fileExists } from '../storage/file-exists.ts';
import { storageError } from '../storage/storage-error.ts';
import { EVENTS_FILE, LATEST } from './run-paths.ts';

/** The directory of the newest run below a results directory. */
export function latestRun(root: string): Promise<string> {
  return findRun(root, LATEST);
}

/**
 * The run directory that a word means: `latest`, a run id, `<test>/latest`, or a path. A ConductorError of code `usage` says
 * what was looked for when there is none.
 */
export async function findRun(root: string, word: string): Promise<string> {
  const found = (await asPath(root, word)) ?? (await asRunId(root, word));
  if (found !== undefined) return found;
  throw new ConductorError(
    'usage',
    `there is no run "${word}" in ${root}: expected latest, a run id such as 20261123T231500Z-k3f9, or the path of a run directory`,
  );
}

/** Below the results directory first: `latest` is the link, whatever the current directory holds. */
async function asPath(root: string, word: string): Promise<string | undefined> {
  for (const candidate of [path.resolve(root, word), path.resolve(word)]) {
    if (await fileExists(path.join(candidate, EVENTS_FILE))) return realpath(candidate);
  }
  return undefined;
}

async function asRunId(root: string, word: string): Promise<string | undefined> {
  if (word.includes(path.sep)) return undefined;
  for (const test of await foldersOf(root)) {
    const candidate = path.join(root, test, word);
    if (await fileExists(path.join(candidate, EVENTS_FILE))) return realpath(candidate);
  }
  return undefined;
}

async function foldersOf(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw storageError('read', root, error);
  }
}
