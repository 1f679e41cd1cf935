import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from './remove-folder.ts';

/** A folder that goes with whoever made it. */
export async function temporaryFolder(below: string = tmpdir()): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(below, 'player-test-'));
  return { path, [Symbol.asyncDispose]: () => removeFolder(path) };
}
