import { describe, expect, test } from 'vitest';
import { compareMetric } from '../../src/compare/compare-metric.ts';
import { judgeGate, readGates } from '../../src/compare/gate.ts';
import { formatComparisonPage } from '../../src/page/comparison/format-comparison-page.ts';

function page(other: readonly number[], name = 'after', gates = ''): string {
  const sets = [[9.41e9, 9.42e9, 9.4e9, 9.43e9], other].map((values, at) => ({
    name: at === 0 ? 'before' : name,
    values: values.map((value, place) => ({ order: place + 1, value })),
    missing: [],
  }));
  const metrics = [compareMetric({ metric: 'rate', unit: 'bit/s', sets })];
  const differs = [{ what: 'dut kernel', base: '6.1', other: null }];
  const verdicts =
    gates === '' ? [] : readGates(gates).flatMap((gate) => metrics.flatMap((metric) => judgeGate(gate, metric)));
  return formatComparisonPage({ metrics, differences: [{ set: name, differs }], gates: verdicts });
}

describe('the page of a comparison', () => {
  test('says first whether a difference is proven, then by how much, and what else differs', () => {
    const proven = page([8.41e9, 8.42e9, 8.4e9, 8.43e9]);
    expect(proven).toContain('1 metric compared: rate proven to differ');
    expect(proven).toContain('-10.6 %, between -10.8 % and -10.4 % at 95 % confidence');
    expect(proven).toContain('Welch&#39;s t = ');
    expect(proven).toMatch(/dut kernel<\/td><td class="left">6\.1<\/td>/);
    expect(page([9.41e9, 9.42e9, 9.4e9, 9.43e9])).toContain('1 metric compared: no difference proven');
  });

  test('has what became of every gate, and nothing of gates where there are none', () => {
    const values = [8.41e9, 8.42e9, 8.4e9, 8.43e9];
    const gated = page(values, 'after', 'rate < -2%, rate < -20%');
    expect(gated).toMatch(/Gates.*failed.*&lt; -2 %.*-10\.6 %.*passed.*&lt; -20 %/s);
    expect(page(values)).not.toContain('Gates');
  });

  test('has a name that is markup as text', () => {
    expect(page([1, 2, 3], '<script>alert(1)</script>')).not.toContain('<script>alert');
  });
});
