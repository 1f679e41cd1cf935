import type { Check, Metric, PlayerPlan } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import type { Document } from '../dialect/document.ts';
import { findSection } from '../find-section.ts';
import type { Surroundings } from '../read-section.ts';
import { MEASURE_SECTIONS } from '../sections.ts';
import { type CheckEntry, readCheckEntries, resolveChecks } from './read-checks.ts';
import { type MetricEntry, readMetricEntries, resolveMetrics } from './read-metrics.ts';

/** What one file says of measurements, taken apart; which steps and metrics it means is not known yet. */
export interface Measurements {
  readonly metrics: readonly MetricEntry[];
  readonly checks: readonly CheckEntry[];
  /** Every metric by its key, also one that makes no sense. */
  readonly named: readonly string[];
}

/** What a test measures and is judged by. */
export interface ResolvedMeasurements {
  readonly metrics: readonly Metric[];
  readonly checks: readonly Check[];
}

/** Reads `[Metrics]` and `[Checks]` of a file. `player`: whose file it is; `null` for a test file. */
export function readMeasurements(
  document: Document,
  around: Surroundings,
  player: string | null,
  findings: Findings,
): Measurements {
  const entriesOf = (names: (typeof MEASURE_SECTIONS)[keyof typeof MEASURE_SECTIONS]) =>
    findSection(document, names, findings)?.entries ?? [];
  const metrics = entriesOf(MEASURE_SECTIONS.metrics);
  return findings.aside(() => ({
    metrics: readMetricEntries(metrics, around, player, findings),
    checks: readCheckEntries(entriesOf(MEASURE_SECTIONS.checks), around, findings),
    named: metrics.map(({ key }) => key),
  }));
}

/** The keys of all metrics that files name. */
export function namedIn(files: readonly Measurements[]): ReadonlySet<string> {
  return new Set(files.flatMap(({ named }) => named));
}

/** Finds the steps and metrics that the files of a test mean: those of the test file first. */
export function resolveMeasurements(
  files: readonly Measurements[],
  players: readonly PlayerPlan[],
  findings: Findings,
): ResolvedMeasurements {
  const metrics = resolveMetrics(
    files.flatMap((file) => file.metrics),
    players,
    findings,
  );
  return {
    metrics,
    checks: resolveChecks(
      files.flatMap((file) => file.checks),
      { metrics, named: namedIn(files) },
      findings,
    ),
  };
}
