import { expect, test } from 'vitest';
import type { Guarantee } from '../src/guarantee.ts';
import { GUARANTEES } from '../src/guarantees.ts';
import { proofTable } from '../src/proof-table.ts';
import { proveGuarantee } from '../src/prove-guarantee.ts';
import { readArguments } from '../src/read-arguments.ts';

/** A promise that holds but in its third trial, and breaks the machine in its fourth. */
const SHAKY: Guarantee = {
  number: 77,
  title: 'Shaky',
  defaultN: 5,
  ceiling: 6,
  whyNot: () => null,
  run: async (trialIndex) => {
    if (trialIndex === 3) throw new Error('no more pids');
    return { failure: trialIndex === 2 ? 'it did not hold' : null, worstMs: 100 * trialIndex, hit: trialIndex > 0 };
  },
};

const quiet = { onTrial: () => undefined };
const never = new AbortController().signal;

test('counts hits, failures, breaks and the worst time, and says which seed shows each again', async () => {
  const proof = await proveGuarantee(SHAKY, { n: null, seed: 1, ...quiet }, never);
  expect(proof).toMatchObject({ n: 5, hits: 4, worstMs: 400, notRun: null });
  expect(proof.failures.map(({ trialIndex, failure }) => [trialIndex, failure])).toEqual([
    [2, 'it did not hold'],
    [3, 'the trial broke: no more pids'],
  ]);
});

test('gives each trial a seed that depends on the number of the trial alone', async () => {
  const seeds: number[][] = [[], []];
  for (const [at, n] of [3, 5].entries()) {
    const spy: Guarantee = {
      ...SHAKY,
      run: async (_, seed) => {
        seeds[at]?.push(seed);
        return { failure: null, worstMs: 0, hit: true };
      },
    };
    await proveGuarantee(spy, { n, seed: 9, ...quiet }, never);
  }
  expect(seeds[1]?.slice(0, 3)).toEqual(seeds[0]);
  expect(new Set(seeds[1]).size).toBe(5);
});

test('never goes beyond the ceiling', async () => {
  const proof = await proveGuarantee(SHAKY, { n: 1000, seed: 1, ...quiet }, never);
  expect(proof.n).toBe(6);
});

test('what cannot be tried here is not counted as proven', async () => {
  const proof = await proveGuarantee({ ...SHAKY, whyNot: () => 'no root' }, { n: 3, seed: 1, ...quiet }, never);
  expect(proof).toMatchObject({ n: 0, notRun: 'no root' });
  expect(proofTable([proof])).toContain('77 Shaky (not run: no root)');
});

test('stops when it is told to, and counts what it has', async () => {
  const stop = new AbortController();
  const onTrial = (_: Guarantee, trialIndex: number) => trialIndex === 1 && stop.abort();
  expect((await proveGuarantee(SHAKY, { n: 5, seed: 1, onTrial }, stop.signal)).n).toBe(2);
});

test('prints one row per guarantee', async () => {
  const proof = await proveGuarantee(SHAKY, { n: null, seed: 1, ...quiet }, never);
  expect(proofTable([proof])).toBe(
    [
      '| guarantee |  n | hits | failures | worst time |',
      '| --------- | -: | ---: | -------: | ---------: |',
      '| 77 Shaky  |  5 |    4 |        2 |      0.4 s |',
    ].join('\n'),
  );
});

test.each([
  [['1', '2'], { guarantees: [1, 2], n: null, json: 'results/prove.json' }],
  [['--n', '200', '--seed', '7', '2', '--json', 'out.json'], { guarantees: [2], n: 200, seed: 7, json: 'out.json' }],
])('reads %j', (args, request) => {
  expect(readArguments(args, [1, 2])).toMatchObject(request);
});

test.each([[['3']], [['one']], [['--n', '0']], [['--n', 'x']], [['--seed']], [['--speed', '3']]])(
  'refuses %j',
  (args) => {
    expect(readArguments(args, [1, 2])).toMatchObject({ usage: expect.stringContaining('usage: pnpm prove') });
  },
);

test('guarantees have the numbers of the list, each once', () => {
  const numbers = GUARANTEES.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  expect(numbers.every((number) => number >= 1 && number <= 10)).toBe(true);
});
