import { visibleJsonLine } from '@conductor/types';
import { parameterNames } from '../../closing/parameter-names.ts';
import type { RunHead } from '../run-head.ts';
import { csvLine } from './csv-line.ts';
import { metricRows } from './metric-rows.ts';

const PLACE = ['run', 'test', 'case'];
const MEASURED = ['trial', 'metric', 'player', 'value', 'unit', 'percent', 'reason'];

/** The metrics of a run as CSV, a line for each metric and trial, in parts of a line; behind the case a column for each parameter. */
export function* metricsCsv(head: RunHead): Generator<string> {
  const names = parameterNames(head);
  yield csvLine([...PLACE, ...names, ...MEASURED]);
  for (const row of metricRows(head)) {
    const { runId, test, caseName, parameters = {}, trial, metric, player, value, unit, percent, reason } = row;
    const ofCase = names.map((name) => (Object.hasOwn(parameters, name) ? (parameters[name] ?? null) : null));
    yield csvLine([runId, test, caseName, ...ofCase, trial, metric, player, value, unit, percent, reason]);
  }
}

/** The same as NDJSON: an object for each metric and trial. */
export function* metricsNdjson(head: RunHead): Generator<string> {
  for (const row of metricRows(head)) yield `${visibleJsonLine(row)}\n`;
}
