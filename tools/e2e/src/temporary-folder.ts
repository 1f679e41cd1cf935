import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An empty folder that is removed with everything in it when it is disposed. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
  /** Writes a file, with the folders above it, and returns its path. */
  readonly write: (name: string, text: string) => string;
}

/**
 * Removes a folder with everything in it, if it is there. A guardian whose player was killed ends a moment later and may
 * write meanwhile, which makes a folder "not empty" while it is removed: that is tried again, for 4 s at most.
 */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
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
