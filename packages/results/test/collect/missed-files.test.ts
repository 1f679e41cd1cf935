import { expect, test } from 'vitest';
import { MissedFiles } from '../../src/collect/missed-files.ts';

test('files that cannot be had are one sentence for each reason, once, with ten names at the most', () => {
  const missed = new MissedFiles();
  for (let file = 1; file <= 12; file += 1) missed.add(`/tmp/${file}`, 'could not be had');
  missed.add('/tmp/13', 'could not be kept');
  expect(missed.take()).toEqual([
    '12 files could not be had; they were not fetched: /tmp/1, /tmp/2, /tmp/3, /tmp/4, /tmp/5, /tmp/6, /tmp/7, /tmp/8, /tmp/9, /tmp/10 and 2 more; files.json names them all',
    '/tmp/13 could not be kept; it was not fetched',
  ]);
  expect(missed.take()).toEqual([]);
});
