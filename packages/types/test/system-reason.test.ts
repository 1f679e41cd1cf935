import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { systemReason } from '../src/index.ts';

it('the reason of a system is told in words, with its code', () => {
  expect(reasonOf(() => readFileSync('/nowhere/at/all'))).toBe('there is no such file or folder (ENOENT)');
  expect(reasonOf(() => readFileSync('/'))).toBe('it is a directory (EISDIR)');
});

it('any other reason is told as it is', () => {
  expect(systemReason(new Error('out of luck'))).toBe('out of luck');
  expect(systemReason('no error at all')).toBe('no error at all');
});

function reasonOf(deed: () => unknown): string {
  try {
    deed();
  } catch (thrown) {
    return systemReason(thrown);
  }
  return 'it worked';
}
