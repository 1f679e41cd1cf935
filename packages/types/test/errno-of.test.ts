import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errnoOf } from '../src/index.ts';

it('what a system refuses has a code, and nothing else that is thrown has', () => {
  expect(errnoOfThrown(() => readFileSync('/nowhere/at/all'))).toBe('ENOENT');
  expect(errnoOf(new Error('out of luck'))).toBeUndefined();
  expect(errnoOf(Object.assign(new Error('a number is none'), { code: 1 }))).toBeUndefined();
  expect(errnoOf({ code: 'ENOENT' })).toBeUndefined();
  expect(errnoOf('ENOENT')).toBeUndefined();
});

function errnoOfThrown(deed: () => unknown): string | undefined {
  try {
    deed();
  } catch (thrown) {
    return errnoOf(thrown);
  }
  return 'it worked';
}
