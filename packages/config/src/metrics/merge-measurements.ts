import type { Check, Metric, StartedTest } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { wholeFile } from '../diagnostics/whole-file.ts';
import { resolveChecks } from './read-checks.ts';
import type { Measurements, ResolvedMeasurements } from './read-measurements.ts';
import { resolveMetrics } from './read-metrics.ts';

/** What a test measures when a file says so anew: a metric, or the checks of one, take the place of those with the same name. */
export function mergeMeasurements(
  { metrics: before, checks: checksBefore, players }: Pick<StartedTest, 'metrics' | 'checks' | 'players'>,
  { metrics: entries, checks: checkEntries, named }: Measurements,
  file: string,
  findings: Findings,
): ResolvedMeasurements {
  const anew = resolveMetrics(entries, players, findings);
  const metrics = [...before.filter(({ name }) => findMetric(anew, name) === undefined), ...anew];
  const checksAnew = resolveChecks(checkEntries, { metrics, named: new Set(named) }, findings);
  const judged = new Set(checkEntries.map(({ line }) => line.entry.key));
  const kept = checksBefore.filter(({ metric }) => !judged.has(metric.toLowerCase()));
  for (const check of kept) reportMisfit(check, findMetric(metrics, check.metric), file, findings);
  return { metrics, checks: [...kept, ...checksAnew] };
}

function findMetric(metrics: readonly Metric[], name: string): Metric | undefined {
  return metrics.find((metric) => metric.name.toLowerCase() === name.toLowerCase());
}

/** A bound in Gbit/s says nothing of a metric that is in packets a second now. */
function reportMisfit({ metric, text, unit }: Check, now: Metric | undefined, file: string, findings: Findings): void {
  if (now === undefined || now.unit === unit || (unit === '%' && now.of !== null)) return;
  findings.add('bad-check', wholeFile(file), {
    message: `${metric} is measured in another unit now, and its check of the test (${text}) is left over`,
    expected: `a line of [Checks] for ${metric}`,
  });
}
