import { expect, test } from 'vitest';
import { judge } from '../src/result/judge.ts';
import { atLeast, atMost, type Goal, type RatioRow, type ValueRow } from '../src/result/row.ts';

const ratio = (pairs: readonly (readonly [number, number])[], goal: Goal | null): RatioRow => ({
  kind: 'ratio',
  name: 'a',
  what: 'something',
  against: 'the floor',
  unit: 'ms',
  pairs: pairs.map(([subject, against]) => ({ subject, against })),
  goal,
});

const value = (rounds: readonly (readonly number[])[], statistic: ValueRow['statistic'], goal: Goal): ValueRow => ({
  kind: 'value',
  name: 'b',
  what: 'something',
  unit: 'ms',
  statistic,
  rounds,
  goal,
});

test('a ratio is taken pair by pair: its figure is the median of the ratios, not the ratio of the medians', () => {
  const row = ratio(
    [
      [10, 5],
      [9, 3],
      [4, 4],
    ],
    atMost(2),
  );
  expect(judge(row)).toEqual({ figure: 2, least: 1, most: 3, verdict: { kind: 'met' } });
});

test('a goal that is missed says by how many times, whichever way it goes', () => {
  expect(judge(ratio([[6, 2]], atMost(2))).verdict).toEqual({ kind: 'missed', factor: 1.5 });
  expect(judge(ratio([[1, 4]], atLeast(0.5))).verdict).toEqual({ kind: 'missed', factor: 2 });
  expect(judge(ratio([[1, 4]], null)).verdict).toEqual({ kind: 'no-goal' });
});

test('a figure that is no number has met nothing', () => {
  expect(judge(ratio([[1, Number.NaN]], atMost(2))).verdict.kind).toBe('missed');
});

test.each([
  ['median', 2.5, 1.5, 3.5],
  ['p99', 4, 2, 4],
  ['worst', 4, 2, 4],
  ['least', 1, 1, 3],
  ['mean', 2.5, 1.5, 3.5],
  ['sum', 10, 3, 7],
] as const)('%s is taken over all samples, and its range over the rounds', (statistic, figure, least, most) => {
  const row = value([[1, 2], [], [3, 4]], statistic, atMost(100));
  expect(judge(row)).toEqual({ figure, least, most, verdict: { kind: 'met' } });
});
