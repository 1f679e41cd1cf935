import type { ComparedMetric } from '@conductor/report';
import { unknownWord } from '../../unknown-word.ts';
import { usageError } from '../usage-error.ts';
import type { Compared, MeasuredMetric } from './compared.ts';

/**
 * The metrics that are compared: those named, or all that everything has. A ConductorError of code `usage` names one that is not everywhere,
 * or not in one unit, and says when there is none.
 */
export function matchMetrics(all: readonly Compared[], names: readonly string[] | null): readonly ComparedMetric[] {
  const [base, ...others] = all;
  if (base === undefined) return [];
  if (names !== null) for (const compared of all) refuseUnknown(names, compared);
  const wanted = names ?? base.metrics.map(({ metric }) => metric).filter((metric) => others.every(has(metric)));
  if (wanted.length > 0) return wanted.map((metric) => matched(metric, base, all));
  throw usageError(`nothing to compare: ${all.map(describe).join('; ')}`);
}

function matched(metric: string, base: Compared, all: readonly Compared[]): ComparedMetric {
  const { unit = '', isNameless } = metricOf(metric, base) ?? {};
  const sets = all.map((compared) => {
    const found = metricOf(metric, compared);
    if (found !== undefined && found.unit !== unit)
      throw usageError(
        `${metric} is in ${unit || 'no unit'} in ${base.name}, and in ${found.unit || 'no unit'} in ${compared.name}`,
      );
    return { name: compared.name, values: found?.values ?? [], missing: found?.missing ?? [] };
  });
  return { metric, unit, ...(isNameless && { isNameless }), sets };
}

function has(metric: string): (compared: Compared) => boolean {
  return (compared) => metricOf(metric, compared) !== undefined;
}

function metricOf(metric: string, { metrics }: Compared): MeasuredMetric | undefined {
  return metrics.find((each) => each.metric === metric);
}

function refuseUnknown(names: readonly string[], compared: Compared): void {
  const known = compared.metrics.map(({ metric }) => metric);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownWord(unknown, `metric of ${compared.name}`, known);
}

function describe({ name, metrics }: Compared): string {
  return `${name} has ${metrics.map(({ metric }) => metric).join(', ') || 'no metric'}`;
}
