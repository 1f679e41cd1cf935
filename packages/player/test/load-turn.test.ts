import { expect, it } from 'vitest';
import { loadTurn } from '../src/load-turn.ts';

it('of very many trials that come together, each that is loaded makes room for one more, in order', async () => {
  const begun: number[] = [];
  const turns = Array.from({ length: 20 }, async (_, at) => {
    const turn = await loadTurn();
    begun.push(at);
    return turn;
  });
  const [first, second] = await Promise.all(turns.slice(0, 2));
  await Promise.all(turns.slice(0, 16));
  expect(begun).toHaveLength(16);
  first?.[Symbol.dispose]();
  second?.[Symbol.dispose]();
  await Promise.all(turns.slice(16, 18));
  expect(begun).toEqual(Array.from({ length: 18 }, (_, at) => at));
  for (const turn of turns.slice(2)) (await turn)[Symbol.dispose]();
});
