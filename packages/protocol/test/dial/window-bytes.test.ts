import { expect, it } from 'vitest';
import { windowBytes } from '../../src/dial/window-bytes.ts';

const MB = 2 ** 20;

it.each([
  ['a lone player', {}, 8 * MB],
  ['one of two', { senders: 2 }, 4 * MB],
  ['one of ten', { senders: 10 }, MB],
  ['one of a thousand over its only connection', { isShared: true, senders: 1000 }, MB / 4],
])('%s may have as much under way as there is room for, and no less than a slow way needs', (_, load, bytes) => {
  expect(windowBytes(load)).toBe(bytes);
});
