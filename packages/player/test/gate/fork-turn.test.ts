import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { forkTurn } from '../../src/gate/fork-turn.ts';

it('of many forks that are asked for together a few happen in each turn of the event loop, in the order in which they were asked for', async () => {
  await nextTurn();
  await nextTurn();
  const done: number[] = [];
  const asked = Array.from({ length: 35 }, (_, at) => forkTurn().then(() => done.push(at)));
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toHaveLength(10);
  await nextTurn();
  expect(done.length).toBeLessThan(35);
  await Promise.all(asked);
  expect(done).toEqual(Array.from({ length: 35 }, (_, at) => at));
});
