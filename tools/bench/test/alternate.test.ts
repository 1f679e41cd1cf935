import { expect, test } from 'vitest';
import { alternate } from '../src/alternate.ts';

const NEVER = new AbortController().signal;

test('things are measured in turn, each turn beginning with another, and a round is the median of its turns', async () => {
  const order: string[] = [];
  const measured = (name: string, value: (turn: number) => number) => async (turn: number) => {
    order.push(`${name}${turn}`);
    return value(turn);
  };
  const samples = await alternate(
    { rounds: 2, turnsEach: 2 },
    { floor: measured('f', () => 1), tool: measured('t', (turn) => turn * 10) },
    NEVER,
  );
  expect(order).toEqual(['f0', 't0', 't1', 'f1', 'f2', 't2', 't3', 'f3']);
  expect(samples).toEqual({ floor: [1, 1], tool: [5, 25] });
});

test('nothing more is measured once it was interrupted', async () => {
  const stop = new AbortController();
  let count = 0;
  const measures = {
    one: async () => {
      count += 1;
      stop.abort(new Error('SIGINT'));
      return 1;
    },
  };
  await expect(alternate({ rounds: 3, turnsEach: 1 }, measures, stop.signal)).rejects.toThrow('SIGINT');
  expect(count).toBe(1);
});
