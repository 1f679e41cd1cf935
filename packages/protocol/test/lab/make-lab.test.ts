import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeLab } from '../../src/lab/lab-keys.ts';

it('a lab that several make at once is one lab, with the key of its authority', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conductor-make-lab-'));
  try {
    const made = await Promise.all(Array.from({ length: 12 }, () => makeLab(join(folder, 'lab'), 'desk')));
    expect(new Set(made.map(({ key, certificate }) => key + certificate)).size).toBe(1);
    expect(await makeLab(join(folder, 'lab'), 'desk')).toEqual(made[0]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
