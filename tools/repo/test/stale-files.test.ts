import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { staleFiles, takeSnapshot } from '../src/stale-files.ts';
import { plantRepository } from './planted-repository.ts';

test('a file that changes, comes or goes is found', () => {
  using repository = plantRepository({ 'gen/a.ts': 'a', 'gen/deep/b.ts': 'b', 'gen/c.ts': 'c' });
  const gen = join(repository.root, 'gen');
  const before = takeSnapshot(gen);
  expect(staleFiles(before, takeSnapshot(gen))).toEqual([]);
  writeFileSync(join(gen, 'deep/b.ts'), 'other');
  writeFileSync(join(gen, 'd.ts'), 'new');
  rmSync(join(gen, 'a.ts'));
  expect(staleFiles(before, takeSnapshot(gen))).toEqual([
    'a.ts: is not generated any more',
    'd.ts: was not there',
    'deep/b.ts: had another content',
  ]);
});

test('a folder that does not exist is empty', () => {
  expect(takeSnapshot('/no/such/folder')).toEqual(new Map());
});
