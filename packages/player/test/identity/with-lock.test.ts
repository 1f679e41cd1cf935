import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../src/identity/with-lock.ts';
import { takeLock } from '../../src/storage/state-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What stands where a lock is wanted, and cannot be read as one. */
async function unusableLock() {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'callers.lock');
  mkdirSync(path);
  return { path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe('what two processes must not do at once', () => {
  it('waits until the other has done it', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'callers.lock');
    const done: string[] = [];
    const first = takeLock(path);
    const second = withLock(path, () => void done.push('second'));
    done.push('first');
    first[Symbol.dispose]();
    await second;
    expect(done).toEqual(['first', 'second']);
  });

  it('is refused when the other does not end, which is named', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'callers.lock');
    using _held = takeLock(path);
    await expect(withLock(path, () => undefined)).rejects.toThrow(
      `the list of callers is being written by the process with number ${process.pid} (${path})`,
    );
  }, 30_000);

  it('is refused at once where its lock cannot be taken', async () => {
    await using lock = await unusableLock();
    const told = withLock(lock.path, () => undefined).catch((error: unknown) => error);
    // Who waits for another look lets the timers of the process have their turn.
    const turn = new Promise((resolve) => setTimeout(resolve, 0, 'has waited'));
    expect(await Promise.race([told, turn])).toMatchObject({
      code: 'storage',
      message: expect.stringContaining(`the lock ${lock.path} cannot be read`),
    });
  });
});
