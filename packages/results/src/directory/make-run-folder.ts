import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ConductorError, type Test } from '@conductor/types';
import { makeFolders } from '../storage/make-folders.ts';
import { storageError } from '../storage/storage-error.ts';
import { PLAYERS_FOLDER, TEST_FOLDER, testFolder } from './run-paths.ts';
import { type ConfigSource, writeTestCopies } from './test-copies.ts';

/** Makes `<root>/<test>/<run id>` with the copies of the test in it, and returns its path. */
export async function makeRunFolder(
  root: string,
  test: Test,
  runId: string,
  sources: readonly ConfigSource[],
): Promise<string> {
  await makeRoot(root);
  const folder = path.join(root, testFolder(test.name), runId);
  try {
    await makeFolders(path.dirname(folder));
    await mkdir(folder);
    await mkdir(path.join(folder, PLAYERS_FOLDER));
    await mkdir(path.join(folder, TEST_FOLDER));
    await writeTestCopies(path.join(folder, TEST_FOLDER), sources, test);
  } catch (error) {
    throw storageError('make the run directory', folder, error);
  }
  return folder;
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
