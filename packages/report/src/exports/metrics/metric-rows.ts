import type { RunHead } from '../run-head.ts';

/** What became of one metric in one trial of a run. */
export interface MetricRow {
  readonly runId: string;
  readonly test: string;
  /** Empty without parameters. */
  readonly caseName: string;
  readonly trial: number;
  readonly metric: string;
  readonly player: string;
  /** In `unit`; `null` when there is none. */
  readonly value: number | null;
  readonly unit: string;
  /** Of what counts as 100 %; `null` when nobody said what that is. */
  readonly percent: number | null;
  /** Why there is no value; `null` when there is one. */
  readonly reason: string | null;
}

/** A row for each metric and trial that was measured: metric by metric, as the test names them. */
export function* metricRows({ runId, test, metrics }: RunHead): Generator<MetricRow> {
  for (const { name: metric, player, unit, of, trials } of metrics) {
    for (const measured of trials) {
      const { caseName, trial } = measured;
      const place = { runId, test: test.name, caseName, trial, metric, player };
      yield measured.kind === 'value'
        ? {
            ...place,
            value: measured.value,
            unit,
            percent: of === null ? null : (100 * measured.value) / of,
            reason: null,
          }
        : { ...place, value: null, unit, percent: null, reason: measured.reason };
    }
  }
}
