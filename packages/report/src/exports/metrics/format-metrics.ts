import { visibleJsonLine } from '../../text/visible-json.ts';
import type { RunHead } from '../run-head.ts';
import { csvLine } from './csv-line.ts';
import { metricRows } from './metric-rows.ts';

const COLUMNS = ['run', 'test', 'case', 'trial', 'metric', 'player', 'value', 'unit', 'percent', 'reason'];

/** The metrics of a run as CSV, a line for each metric and trial, in parts of a line. */
export function* metricsCsv(head: RunHead): Generator<string> {
  yield csvLine(COLUMNS);
  for (const { runId, test, caseName, trial, metric, player, value, unit, percent, reason } of metricRows(head)) {
    yield csvLine([runId, test, caseName, trial, metric, player, value, unit, percent, reason]);
  }
}

/** The same as NDJSON: an object for each metric and trial. */
export function* metricsNdjson(head: RunHead): Generator<string> {
  for (const row of metricRows(head)) yield `${visibleJsonLine(row)}\n`;
}
