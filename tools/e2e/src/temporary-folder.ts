import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeFolder } from '@conductor/lab';

/** An empty folder that is removed with everything in it when it is disposed. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
  /** Writes a file, with the folders above it, and returns its path. */
  readonly write: (name: string, text: string) => string;
}

/** Makes a folder for one test. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'conductor-e2e-'));
  return {
    path,
    write: (name, text) => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    [Symbol.dispose]: () => removeFolder(path),
  };
}
