import { expect, it } from 'vitest';
import { whileFresh } from '../../src/lab/while-fresh.ts';

it('what is being read is not read a second time, and what was read is good for a moment', async () => {
  let reads = 0;
  const read = whileFresh(async () => {
    reads += 1;
    return reads;
  });
  const first = [read(), read()];
  expect(await Promise.all(first)).toEqual([1, 1]);
  expect(await read()).toBe(1);
});

it('what could not be read is told to all who asked', async () => {
  const read = whileFresh(() => Promise.reject(new Error('no such folder')));
  await expect(Promise.all([read(), read()])).rejects.toThrow('no such folder');
});
