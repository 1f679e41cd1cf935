import { type MetricResult, type RunResult, visibleText } from '@conductor/types';
import { findDrift } from '../statistics/find-drift.ts';
import { driftText } from '../text/drift-text.ts';

/** In per cent. */
const CONFIDENCE = 95;

/** Metrics that moved in the course of the run, whatever case had its turn: its trials were not alike. */
export function drifts(result: RunResult): string[] {
  return result.metrics.flatMap((metric) => driftOf(metric, result));
}

function driftOf({ name, trials }: MetricResult, { matrix }: RunResult): string[] {
  const cases = Map.groupBy(trials, ({ caseName }) => caseName);
  const groups = Array.from(cases.values(), (own) =>
    own.flatMap(({ trial, ...each }) => (each.kind === 'value' ? [{ order: trial, value: each.value }] : [])),
  );
  const values = groups.flat().map(({ value }) => value);
  const drift = findDrift(groups, CONFIDENCE);
  if (drift === null || !drift.isSignificant) return [];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    visibleText(
      `${name}: drift in the course of the run, whose trials are not alike: ${driftText(drift, mean)}${advice(matrix)}`,
    ),
  ];
}

/** Cases that do not take turns are compared at different times. */
function advice(matrix: RunResult['matrix']): string {
  if (matrix === undefined || matrix.cases.length < 2) return '';
  if (matrix.order === 'interleaved') return '; the cases took turns, so that it adds about the same to each';
  return '; with order: interleaved it would add about the same to each case';
}
