import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ConductorError, type Test } from '@conductor/types';
import { hasBegun } from '../events/has-begun.ts';
import { makeFolders } from '../storage/make-folders.ts';
import { storageError } from '../storage/storage-error.ts';
import { PLAYERS_FOLDER, TEST_FOLDER, testFolder } from './run-paths.ts';
import { type ConfigSource, writeTestCopies } from './test-copies.ts';

/** Makes `<root>/<test>/<run id>`, as far as it is not there, and returns its path. */
export async function makeRunFolder(root: string, test: Test, runId: string): Promise<string> {
  await makeRoot(root);
  const folder = path.join(root, testFolder(test.name), runId);
  try {
    await makeFolders(folder);
  } catch (error) {
    throw storageError('make the run directory', folder, error);
  }
  return folder;
}

/**
 * Puts what a run begins with into its folder, whose lock we have. What a program left that died while it did the same is replaced; a
 * folder in which a run has begun is refused.
 */
export async function furnishRunFolder(folder: string, sources: readonly ConfigSource[], test: Test): Promise<void> {
  if (await hasBegun(folder)) {
    throw new ConductorError('storage', `cannot make the run directory ${folder}: a run has begun in it; move it away`);
  }
  try {
    await makeFolders(path.join(folder, PLAYERS_FOLDER));
    const copies = path.join(folder, TEST_FOLDER);
    await rm(copies, { recursive: true, force: true });
    await makeFolders(copies);
    await writeTestCopies(copies, sources, test);
  } catch (error) {
    throw storageError('make the run directory', folder, error);
  }
}

async function makeRoot(root: string): Promise<void> {
  try {
    await makeFolders(root);
    if ((await stat(root)).isDirectory()) return;
  } catch (error) {
    throw storageError('make the results directory', root, error);
  }
  throw new ConductorError(
    'storage',
    `the results directory ${root} is not a directory; choose another with --results`,
  );
}
