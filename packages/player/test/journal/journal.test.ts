import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@conductor/types';
import { expect, it } from 'vitest';
import { Journal } from '../../src/journal/journal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a journal is one object per line, numbered without gaps, and tells of its growth', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'journal.ndjson');
  using journal = new Journal(path, systemClock);
  const grown: number[] = [];
  journal.onGrown = (bytes) => grown.push(bytes);
  journal.append({ kind: 'phase-began', phase: 'run' });
  journal.append({ kind: 'remark', text: 'line\nbreak' }, { kind: 'steps-done', phase: 'run' });
  const text = await readFile(path, 'utf8');
  const records = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'phase-began'],
    [2, 'remark'],
    [3, 'steps-done'],
  ]);
  expect(grown.at(-1)).toBe(Buffer.byteLength(text));
  expect(BigInt(records[2].monotonicNs)).toBeGreaterThanOrEqual(BigInt(records[0].monotonicNs));
});

it('a journal on a full disk says so, and has written nothing by halves', (context) => {
  if (!existsSync('/dev/full')) return context.skip('missing: /dev/full');
  using journal = new Journal('/dev/full', systemClock);
  expect(() => journal.append({ kind: 'phase-began', phase: 'run' })).toThrow('ENOSPC');
  expect(journal.bytes).toBe(0);
});
