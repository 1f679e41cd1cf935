import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { worstOfAll } from '../../../src/cli/tests/exit-code-of-all.ts';
import { takeTurns } from '../../../src/cli/tests/take-turns.ts';
import { planOf } from '../../facts.ts';

/** A test with players on these ports. */
function testOn(name: string, ...ports: readonly number[]) {
  return { name, test: { players: ports.map((port) => planOf(`p${port}`, '10.0.0.1', port)) } };
}

/** Does the work, each lasting a few turns of the loop; tells what began and ended, in order. */
async function perform(items: readonly ReturnType<typeof testOn>[], most: number, isOver = () => false) {
  const told: string[] = [];
  const ends = await takeTurns(
    items,
    most,
    async ({ name }) => {
      told.push(`+${name}`);
      for (let turn = 0; turn < 3; turn += 1) await setImmediate();
      told.push(`-${name}`);
      return name;
    },
    isOver,
  );
  return { told: told.join(' '), ends };
}

describe('tests of one call', () => {
  it('run in their order, one after the other', async () => {
    const { told, ends } = await perform([testOn('a', 1), testOn('b', 2)], 1);
    expect(told).toBe('+a -a +b -b');
    expect(ends).toEqual(['a', 'b']);
  });

  it('run side by side where they share no player; who shares one waits, and lets others pass', async () => {
    const { told } = await perform([testOn('a', 1, 2), testOn('b', 2, 3), testOn('c', 4)], 2);
    expect(told).toBe('+a +c -a +b -c -b');
  });

  it('are not begun any more once it is over', async () => {
    let begun = 0;
    const { ends } = await perform([testOn('a', 1), testOn('b', 1)], 1, () => begun++ > 0);
    expect(ends).toEqual(['a', undefined]);
  });

  it.each([
    [[0, 1, 4, 3], 4],
    [[2, 1, 0], 2],
    [[0, 0], 0],
    [[4, 130, 131], 131],
  ])('with the exit codes %j end with %d', (codes, worst) => expect(worstOfAll(codes)).toBe(worst));
});
