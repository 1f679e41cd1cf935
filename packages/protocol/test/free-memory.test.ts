import { describe, expect, test } from 'vitest';
import { freeMemory } from '../src/free-memory.ts';

const LARGE = 64 * 1024;

describe('memory that is given up', () => {
  test('is gone at once where its bytes have it alone, with what a message has besides', () => {
    const message = Buffer.alloc(LARGE + 100);
    freeMemory(message.subarray(50, 50 + LARGE));
    expect(message).toHaveLength(0);
  });

  test.each([
    ['is a part of something larger', () => Buffer.alloc(2 * LARGE).subarray(0, LARGE)],
    ['is small', () => Buffer.from('a small one, in memory that all small ones share')],
    ['can be seen by other threads', () => Buffer.from(new SharedArrayBuffer(LARGE))],
  ])('stays where it %s', (_, make) => {
    const bytes = make();
    const { length } = bytes;
    freeMemory(bytes);
    expect(bytes).toHaveLength(length);
  });
});
