import { expect, it } from 'vitest';
import { type Load, windowBytes } from '../../src/dial/window-bytes.ts';

const MB = 2 ** 20;

it.each<[string, Load, number]>([
  ['a lone player', { kind: 'lone' }, 8 * MB],
  ['one of two', { kind: 'one-of', players: 2 }, 4 * MB],
  ['one of ten', { kind: 'one-of', players: 10 }, MB],
  ['one of a thousand over its only connection', { kind: 'shared' }, MB / 4],
])('%s may have as much under way as there is room for, and no less than a slow way needs', (_, load, bytes) => {
  expect(windowBytes(load)).toBe(bytes);
});
