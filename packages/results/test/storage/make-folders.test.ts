import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolders } from '../../src/storage/make-folders.ts';

describe('folders one below the other', () => {
  let base = '';
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'conductor-folders-'));
  });
  afterEach(() => rm(base, { recursive: true }));

  test('are made as far as they are missing, also twice', async () => {
    const folder = path.join(base, 'a/b/c');
    await makeFolders(folder);
    await makeFolders(folder);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  test('are refused at once where the system takes none', async (context) => {
    if (!existsSync('/proc/self')) context.skip('needs /proc');
    await expect(makeFolders('/proc/nowhere/results')).rejects.toThrow('ENOENT');
  });
});
