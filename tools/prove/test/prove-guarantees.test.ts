import { expect, test } from 'vitest';
import type { Guarantee } from '../src/guarantee.ts';
import { GUARANTEES } from '../src/guarantees.ts';
import type { PlannedTrial } from '../src/plan-trials.ts';
import { proofTable } from '../src/proof-table.ts';
import { proveGuarantees } from '../src/prove-guarantees.ts';

/** A promise that holds but in its third trial, and breaks the machine in its fourth. */
const SHAKY: Guarantee = {
  number: 77,
  title: 'Shaky',
  defaultN: 5,
  gateN: 1,
  ceiling: 6,
  isAlone: false,
  whyNot: () => null,
  run: async (trialIndex) => {
    if (trialIndex === 3) throw new Error('no more pids');
    return { failure: trialIndex === 2 ? 'it did not hold' : null, worstMs: 100 * trialIndex, hit: trialIndex > 0 };
  },
};

const plainly = { n: null, seed: 1, jobs: 1, onTrial: () => undefined };
const never = new AbortController().signal;

test('counts hits, failures, breaks and the worst time, and says which seed shows each again', async () => {
  const [proof] = await proveGuarantees([SHAKY], plainly, never);
  expect(proof).toMatchObject({ n: 5, hits: 4, worstMs: 400, notRun: null });
  expect(proof?.failures.map(({ trialIndex, failure }) => [trialIndex, failure])).toEqual([
    [2, 'it did not hold'],
    [3, 'the trial broke: no more pids'],
  ]);
});

test('gives each trial a seed that depends on the number of the trial alone', async () => {
  const seeds: number[][] = [[], []];
  for (const [at, n] of [3, 5].entries()) {
    const spy: Guarantee = {
      ...SHAKY,
      run: async (trialIndex, seed) => {
        seeds[at]?.splice(trialIndex, 0, seed);
        return { failure: null, worstMs: 0, hit: true };
      },
    };
    await proveGuarantees([spy], { ...plainly, n, seed: 9, jobs: n }, never);
  }
  expect(seeds[1]?.slice(0, 3)).toEqual(seeds[0]);
  expect(new Set(seeds[1]).size).toBe(5);
});

test('runs trials side by side, as many as it may, and leaves alone what has to be', async () => {
  const running = new Set<string>();
  const seen: string[][] = [];
  const watched = (number: number, isAlone: boolean): Guarantee => ({
    ...SHAKY,
    number,
    isAlone,
    run: async (trialIndex) => {
      running.add(`${number}.${trialIndex}`);
      seen.push([...running]);
      // Whoever is started with it is started before this turn is over.
      await new Promise((resolve) => setImmediate(resolve));
      running.delete(`${number}.${trialIndex}`);
      return { failure: null, worstMs: 0, hit: true };
    },
  });
  await proveGuarantees([watched(9, true), watched(1, false), watched(2, false)], { ...plainly, n: 2, jobs: 2 }, never);
  expect(Math.max(...seen.map(({ length }) => length))).toBe(2);
  expect(seen.slice(-2)).toEqual([['9.0'], ['9.1']]);
});

test('tells of each trial as it ends, and how far it is', async () => {
  const told: string[] = [];
  const onTrial = (...[{ trialIndex }, , { over, all }]: [PlannedTrial, unknown, { over: number; all: number }]) =>
    void told.push(`${trialIndex}: ${over} of ${all}`);
  await proveGuarantees([SHAKY], { ...plainly, n: 2, onTrial }, never);
  expect(told).toEqual(['0: 1 of 2', '1: 2 of 2']);
});

test('never goes beyond the ceiling', async () => {
  const [proof] = await proveGuarantees([SHAKY], { ...plainly, n: 1000 }, never);
  expect(proof?.n).toBe(6);
});

test('what cannot be tried here is not counted as proven', async () => {
  const [proof] = await proveGuarantees([{ ...SHAKY, whyNot: () => 'no root' }], { ...plainly, n: 3 }, never);
  expect(proof).toMatchObject({ n: 0, notRun: 'no root' });
  expect(proofTable(proof === undefined ? [] : [proof])).toContain('77 Shaky (not run: no root)');
});

test('stops when it is told to, and counts what it has', async () => {
  const stop = new AbortController();
  const onTrial = ({ trialIndex }: PlannedTrial) => trialIndex === 1 && stop.abort();
  const [proof] = await proveGuarantees([SHAKY], { ...plainly, onTrial }, stop.signal);
  expect(proof?.n).toBe(2);
});

test('prints one row per guarantee', async () => {
  expect(proofTable(await proveGuarantees([SHAKY], plainly, never))).toBe(
    [
      '| guarantee |  n | hits | failures | worst time |',
      '| --------- | -: | ---: | -------: | ---------: |',
      '| 77 Shaky  |  5 |    4 |        2 |     400 ms |',
    ].join('\n'),
  );
});

test('guarantees have the numbers of the list, each once', () => {
  const numbers = GUARANTEES.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  expect(numbers.every((number) => number >= 1 && number <= 10)).toBe(true);
});
