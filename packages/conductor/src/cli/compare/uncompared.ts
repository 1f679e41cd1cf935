import type { MetricComparison } from '@conductor/report';

type SetComparison = MetricComparison['sets'][number];

/**
 * What a comparison has nothing to say of, a sentence for each: with two sets or more those that were compared with the base in no metric,
 * of one alone that no value of it is left.
 */
export function uncompared(metrics: readonly MetricComparison[]): readonly string[] {
  const [base, ...others] = metrics[0]?.sets ?? [];
  if (base === undefined) return [];
  const isIn = (at: number, holds: (set: SetComparison) => boolean) =>
    metrics.some(({ sets }) => sets.slice(at, at + 1).some(holds));
  if (others.length === 0)
    return isIn(0, ({ summary }) => summary !== null) ? [] : [`of ${base.name} no value is left`];
  return others.flatMap(({ name }, at) =>
    isIn(at + 1, ({ comparison }) => comparison !== null) ? [] : [`nothing of ${name} is compared, for want of values`],
  );
}
