import { describe, expect, test } from 'vitest';
import { compareMetric } from '../../src/compare/compare-metric.ts';
import { gateText, judgeGate, readGates } from '../../src/compare/gate.ts';

const BASE = [100, 101, 99, 100, 100.5];

/** What a gate says of values beside a base of about 100. */
function verdictOf(gate: string, values: readonly number[], base: readonly number[] = BASE): string {
  const sets = [base, values].map((each, at) => ({
    name: at === 0 ? 'old' : 'new',
    values: each.map((value, order) => ({ order, value })),
    missing: [],
  }));
  const comparison = compareMetric({ metric: 'rate', unit: '', sets });
  return readGates(gate)
    .flatMap((each) => judgeGate(each, comparison))
    .map(gateText)
    .join('\n');
}

describe('a gate', () => {
  test.each([
    ['rate < -2%', [90, 91, 89, 90, 90.5], 'failed: rate < -2 %: new: -9.99 %'],
    ['rate < -2%', [99, 100, 98, 99, 99.5], 'passed: rate < -2 %: new: -0.999 %'],
    ['rate<-2 %', [80, 120, 60, 110, 100], 'passed: rate < -2 %: new: -6.09 %, but not proven'],
    ['rate > 5%', [110, 111, 109, 110, 110], 'failed: rate > 5 %: new: +9.89 %'],
    ['rate >= .5%', [90, 91, 89, 90, 90.5], 'passed: rate >= 0.5 %: new: -9.99 %'],
    ['rate <= 0%', [90, 91], 'unknown: rate <= 0 %: new: too few values to compare'],
  ])('%s of %j is %s', (gate, values, text) => {
    expect(verdictOf(gate, values)).toBe(text);
  });

  test('says nothing where the base may be zero: there are no per cent of it', () => {
    expect(verdictOf('rate < -2%', BASE, [1, -1, 2, -2, 0])).toMatch(/^unknown: .*the base may be 0/);
  });

  test('may be of a case, whose name has commas', () => {
    const metrics = readGates('rate [size=64,cipher=gcm] < -2%, loss > 1%').map(({ metric }) => metric);
    expect(metrics).toEqual(['rate [size=64,cipher=gcm]', 'loss']);
  });

  test('may be several', () => {
    const text = verdictOf('rate < -2%, rate > 2%', [110, 111, 109, 110, 110]);
    expect(text.split('\n').map((line) => line.split(':')[0])).toEqual(['passed', 'failed']);
  });

  test.each(['rate', 'rate < 3', '< -2%', 'rate < -2%,', 'rate = 2%', ''])('is not "%s"', (text) => {
    expect(() => readGates(text)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining("such as 'rate < -2%'") }),
    );
  });
});
