import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type PutStep, putBackLimitMs, putLimitMs, type Test } from '@conductor/types';
import { expect, test } from 'vitest';
import { checkFileCounts } from '../../src/put/check-file-counts.ts';
import { readPuts } from '../../src/put/read-puts.ts';
import { planOf } from '../facts.ts';

const BASE = { place: { file: 'dut.cfg', line: 7 }, mayFail: false };

function putOf(index: number, more: Partial<PutStep>): PutStep {
  return { ...BASE, kind: 'put', index, key: `put${index}`, source: '', target: '/t', keep: false, items: [], ...more };
}

function testOf(...startup: readonly PutStep[]): Test {
  const reset = [{ ...BASE, kind: 'put-back', index: 1, key: 'put-back', items: 0 } as const];
  const dut = { ...planOf('dut', '127.0.0.1', 6970), phases: { startup, run: [], collect: [], reset } };
  return {
    name: 'test',
    file: 'test.cfg',
    players: [dut],
    settings: DEFAULT_SETTINGS,
    trials: 1,
    metrics: [],
    checks: [],
  };
}

test('what puts back is told how many names it may have, without those that are kept, and its limit grows with them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conductor-puts-'));
  try {
    await mkdir(join(folder, 'tree'));
    for (const name of ['a', 'b']) await writeFile(join(folder, 'tree', name), name);
    const source = join(folder, 'tree');
    const read = await readPuts(testOf(putOf(1, { source }), putOf(2, { source, keep: true })));
    expect(read.test.players[0]?.phases.reset).toMatchObject([{ kind: 'put-back', items: 3 }]);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect([0, 3, 10_000].map((items) => putBackLimitMs({ items }))).toEqual([60_000, 61_000, 560_000]);
  const item = { kind: 'file', path: '/t', mode: 0o644, size: 8 * 2 ** 30, sha256: '' } as const;
  expect(putLimitMs({ items: [item] })).toBeGreaterThan(2_000_000);
});

test('a player that is put more files than can be offered to it is refused, with the place of the step that is too many', () => {
  const files = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, at) => {
      return { kind: 'file', path: `/t/${at}`, mode: 0o644, size: 1, sha256: `${prefix}${at}` } as const;
    });
  const puts = Array.from('abcde', (prefix, at) => putOf(at + 1, { items: files(prefix, 2_000) }));
  const same = putOf(6, { items: files('a', 2_000) });
  expect(() => checkFileCounts(testOf(...puts, same))).not.toThrow();
  expect(() => checkFileCounts(testOf(...puts, same, putOf(7, { items: files('f', 1) })))).toThrow(
    'dut.cfg:7: with put7 player "dut" is put more than 10,000 files; pack them into one, and unpack it in a step',
  );
});
