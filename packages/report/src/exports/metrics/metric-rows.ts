import type { CaseValue } from '@conductor/types';
import type { RunHead } from '../run-head.ts';

/** What became of one metric in one trial of a run. */
export interface MetricRow {
  readonly runId: string;
  readonly test: string;
  /** Empty without parameters. */
  readonly caseName: string;
  /** The parameters of the case by their names; absent without any. */
  readonly parameters?: Readonly<Record<string, string>>;
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
export function* metricRows({ runId, test, metrics, matrix }: RunHead): Generator<MetricRow> {
  const parameters = new Map(matrix?.cases.map(({ name, values }) => [name, byName(values)]));
  for (const { name: metric, player, unit, of, trials } of metrics) {
    for (const measured of trials) {
      const { caseName, trial } = measured;
      const ofCase = parameters.get(caseName);
      const known = ofCase === undefined ? {} : { parameters: ofCase };
      const place = { runId, test: test.name, caseName, ...known, trial, metric, player };
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

function byName(values: readonly CaseValue[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}
