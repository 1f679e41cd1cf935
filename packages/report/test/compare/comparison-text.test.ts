import { describe, expect, test } from 'vitest';
import { compareMetric } from '../../src/compare/compare-metric.ts';
import type { ComparedSet } from '../../src/compare/compared-set.ts';
import { comparisonLines } from '../../src/compare/comparison-text.ts';

/** A set of values, of the trials from 1. */
function setOf(name: string, values: readonly number[], missing: ComparedSet['missing'] = []): ComparedSet {
  return { name, values: values.map((value, at) => ({ order: at + 1, value })), missing };
}

function textOf(sets: readonly ComparedSet[], options = {}): string {
  return comparisonLines(compareMetric({ metric: 'rate', unit: 'Gbit/s', sets }, options)).join('\n');
}

const SLOW = setOf('old', [9.1, 9.2, 9.0, 9.15, 9.05]);

describe('the text of a comparison', () => {
  test('has what ministat prints, and what that does not know', () => {
    expect(textOf([SLOW, setOf('new', [9.4, 9.5, 9.38, 9.45, 9.41])])).toBe(`rate, in Gbit/s
x old
+ new
+--------------------------------------------------------------------------+
|x      x       x      x      x                         +  + +     +      +|
|   |___________A__________|                             |___M_A______|    |
+--------------------------------------------------------------------------+
    N           Min           Max        Median           Avg        Stddev
x   5             9           9.2           9.1           9.1   0.079056942
+   5          9.38           9.5          9.41         9.428   0.047644517
Difference at 95.0% confidence
	0.328 +/- 0.0951906
	3.6044% +/- 1.04605%
	(Student's t, pooled s = 0.0652687)
new against old: +3.6 %, between +2.5 % and +4.73 % at 95 % confidence
  Welch's t = 7.946, 6.57 degrees of freedom, p = 0.00013
  Mann-Whitney U = 25 of 25, p = 0.0079 (exact)
  effect: Hedges' g = 4.54, Cliff's delta = 1 (large)`);
  });

  test('says that no difference is proven, and within which bounds it is', () => {
    const text = textOf([SLOW, setOf('new', [9.12, 9.2, 9.01, 9.18, 9.02])]);
    expect(text).toContain('No difference proven at 95.0% confidence\n');
    expect(text).toContain(
      'new against old: no difference proven at 95 % confidence: it is between -1.27 % and +1.42 %\n',
    );
  });

  test.each([
    [
      [1, 2, 3, 4, 5],
      5,
      'no value is left of 5 trials, for --warm-up 5 leaves out the first 5; --warm-up 2 is the most',
    ],
    [[1, 2, 3], 7, 'no value is left of 3 trials, for --warm-up 7 leaves out the first 7; --warm-up 0 is the most'],
    [[1, 2], 2, 'no value is left of 2 trials, for --warm-up 2 leaves out the first 2; it takes more trials: 3 have'],
    [[], 2, 'no value\n'],
    [[], 0, 'no value\n'],
  ])('of %j with a warm-up of %i says why no value is left, and what to do', (values, warmUp, told) => {
    const text = textOf([SLOW, setOf('new', values)], { warmUp });
    expect(text).toContain(`\nnew: ${told}`);
    expect(text).toContain('new against old: too few values to compare; each needs 3');
  });

  test('says what is the most that a warm-up may leave out, also when it has left something', () => {
    const text = textOf([SLOW, setOf('new', [1, 2, 3])], { warmUp: 2 });
    expect(text).toContain(
      '\nold: 9 9.15 9.05\nnew: 3; only 1 is left of 3 trials, for --warm-up 2 leaves out the first 2; --warm-up 0 is',
    );
    const few = textOf([SLOW, setOf('new', [1, 2])], { warmUp: 1 });
    expect(few).toContain('new: 2; only 1 is left of 2 trials, for --warm-up 1 leaves');
    const more = textOf([SLOW, setOf('new', [1, 2, 3])], { warmUp: 1 });
    expect(more).toContain('new: 2 3; only 2 are left of 3 trials, for --warm-up 1 leaves');
  });

  test('calls the numbers of files values, and not trials', () => {
    const told = (values: readonly number[], warmUp: number) => {
      const sets = [SLOW, setOf('new', values)];
      return comparisonLines(compareMetric({ metric: 'value', unit: '', isNameless: true, sets }, { warmUp })).join(
        '\n',
      );
    };
    expect(told([1, 2], 2)).toContain('new: no value is left of 2 values, for --warm-up 2 leaves out the first 2; it');
    const text = told([50, 9.0, 9.1, 9.2, 9.3, 9.4, 9.5, 9.6, 12], 1);
    expect(text).toMatch(/new: value 9 stands apart.*\nnew: 1 value at the beginning.*\nnew: drift over the values, /);
    expect(text).not.toContain('trial');
  });

  test('says why two tests differ, where the sets spread differently', () => {
    const wide = setOf('wide', [10, 14, 18, 11, 19, 15, 12, 17, 16, 13, 14, 15]);
    const text = textOf([wide, setOf('narrow', [12.6, 12.7, 12.5, 12.6])]);
    expect(text).toContain('No difference proven at 95.0% confidence\n');
    expect(text).toMatch(
      /narrow against wide: -13\.1 %, .*\n.*Welch.*\n {2}Student's test says otherwise: it takes both to spread alike\n/,
    );
  });

  test('of cases that took turns has the differences of partners, and a drift that all have', () => {
    const turns = [1, 4, 5, 8].map((order) => ({ order, value: 10 + order }));
    const others = [2, 3, 6, 7].map((order) => ({ order, value: 20 + order + (order > 4 ? 0.5 : 0) }));
    const sets = [
      { name: 'a', values: turns, missing: [] },
      { name: 'b', values: others, missing: [] },
    ];
    const common = comparisonLines(compareMetric({ metric: 'rate', unit: '', isOneRun: true, sets })).join('\n');
    expect(common).toContain(
      'in pairs, trial by trial: 10.2, between 8.36 and 12.1; t = 17.22, 3 degrees of freedom, p',
    );
    expect(common.match(/drift/g)).toHaveLength(1);
    expect(common).toMatch(/drift in the course of the run, .*: \+\d+\.\d % from the first to the last/);
    expect(textOf(sets)).not.toContain('in pairs');
  });

  test('of too few values shows them, and compares nothing', () => {
    expect(textOf([SLOW, setOf('new', [9.4, 9.5])])).toBe(`rate, in Gbit/s
old: 9.1 9.2 9 9.15 9.05
new: 9.4 9.5
new against old: too few values to compare; each needs 3`);
  });

  test('tells of trials without a value, of those that stand apart, of warm-up, and of drift', () => {
    const odd = setOf(
      '\u001b[31mred',
      [50, 9.0, 9.1, 9.2, 9.3, 9.4, 9.5, 9.6, 12],
      [{ order: 10, reason: 'empty output' }],
    );
    const text = textOf([SLOW, odd], { warmUp: 1 });
    expect(text).not.toContain('\u001b');
    expect(text.split('\n').filter((line) => line.startsWith('\\e[31mred: '))).toEqual([
      '\\e[31mred: trial 10 has no value: empty output',
      '\\e[31mred: trial 9 stands apart, and is in all figures: 12',
      '\\e[31mred: 1 trial at the beginning left out as warm-up',
      '\\e[31mred: drift over the trials, which are not alike: +21.2 % from the first to the last (p = 0.039)',
    ]);
  });

  test('says of one run on both sides what there is to say once', () => {
    const moving = setOf('latest', [9, 9.1, 9.2, 9.3, 9.4, 9.6], [{ order: 7, reason: 'empty output' }]);
    const text = textOf([moving, moving]);
    expect(text.match(/latest: drift/g)).toHaveLength(1);
    expect(text.match(/trial 7 has no value/g)).toHaveLength(1);
  });

  test('of values that never vary has no scale for what they differ by', () => {
    const text = textOf([setOf('a', [1, 1, 1]), setOf('b', [2, 2, 2])]);
    expect(text).toContain('b against a: +100 %, between +100 % and +100 % at 95 % confidence\n');
    expect(text).toContain("Welch's t: none, for no value differs from its mean\n");
    expect(text).toContain("  effect: Cliff's delta = 1 (large)");
  });
});
