import type { Metric, MetricReading, MetricResult, TrialMeasured } from '@conductor/types';
import type { RunState } from './run-state.ts';

/** What was measured, metric by metric: of trials in the order in which they began. */
export function metricResults({ trials }: RunState, metrics: readonly Metric[]): MetricResult[] {
  const results = metrics.map(({ name, source, unit, of, text }) => ({
    name,
    player: source.player,
    unit,
    of,
    text,
    trials: [] as TrialMeasured[],
  }));
  const byName = new Map(results.map((result) => [result.name, result.trials]));
  for (const { trial, readings } of trials.values()) {
    for (const reading of readings) byName.get(reading.metric)?.push({ ...trial, ...measured(reading) });
  }
  return results;
}

function measured(reading: MetricReading) {
  return reading.kind === 'value'
    ? { kind: reading.kind, value: reading.value }
    : { kind: reading.kind, reason: reading.reason };
}
