import type { Check, Metric, MetricResult, MetricSource, Phase, SourceBytes, TrialMeasured } from '@conductor/types';

/** Where a metric is read from: a step of dut, its output unless something else is said. */
export function sourceOf(index: number, bytes: SourceBytes = OUTPUT, phase: Phase = 'run'): MetricSource {
  return { player: 'dut', phase, index, key: `step${index}`, bytes };
}

const OUTPUT: SourceBytes = { kind: 'output', channels: ['out'] };

/** A metric: the number in each line of the output of the first step of Run, unless something else is said. */
export function metricOf(more: Partial<Metric> = {}): Metric {
  return {
    name: 'rate',
    place: { file: 'test.cfg', line: 5 },
    text: 'dut/step1 regex /([0-9.]+)/ Mbit/s',
    source: sourceOf(1),
    since: null,
    extraction: { kind: 'regex', pattern: '([0-9.]+)', ignoresCase: false },
    fold: null,
    unit: 'bit/s',
    scale: 1e6,
    of: null,
    ...more,
  };
}

/** What was measured of a metric: a value in each trial, or `null` where there is none. */
export function resultOf(values: readonly (number | null)[], more: Partial<MetricResult> = {}): MetricResult {
  const trials = values.map((value, at): TrialMeasured => {
    const trial = { caseName: '', trial: at + 1 };
    return value === null
      ? { ...trial, kind: 'none', reason: 'dut, run, step1: nothing' }
      : { ...trial, kind: 'value', value };
  });
  return { name: 'rate', player: 'dut', unit: 'bit/s', of: null, text: 'dut/step1 …', trials, ...more };
}

/** A check of it: `mean >= 9 Gbit/s`, unless something else is said. */
export function checkOf(more: Partial<Check> = {}): Check {
  return {
    metric: 'rate',
    place: { file: 'test.cfg', line: 7 },
    text: 'mean >= 9 Gbit/s',
    fold: 'mean',
    operator: '>=',
    bound: 9e9,
    unit: 'bit/s',
    ...more,
  };
}
