import { FEWEST_VALUES, type MetricComparison } from '@conductor/report';

type SetComparison = MetricComparison['sets'][number];

/** What a comparison has nothing to say of. */
export interface Uncompared {
  /** One for each set that was compared in no metric, or for the base that kept all of them from it. */
  readonly sentences: readonly string[];
  /** Whether nothing came of it: of several sets no two were compared in any metric, or one alone has no value left. */
  readonly isAll: boolean;
}

/** Names what was compared in no metric, and what to do: values are wanting in it, or in the base. */
export function uncompared(metrics: readonly MetricComparison[]): Uncompared {
  const [first] = metrics;
  if (first === undefined) return { sentences: [], isAll: false };
  const [base, ...others] = first.sets;
  if (base === undefined) return { sentences: [], isAll: false };
  if (others.length === 0) return ofOneAlone(base.name, metrics);
  const missed = others.filter((_set, at) => !isIn(metrics, at + 1, ({ comparison }) => comparison !== null));
  const isAll = missed.length === others.length;
  const advice = adviceFor(first);
  if (!isIn(metrics, 0, hasEnough))
    return { sentences: [`nothing is compared with ${base.name}, for want of values of it; ${advice}`], isAll };
  return {
    sentences: missed.map(({ name }) => `nothing of ${name} is compared, for want of values; ${advice}`),
    isAll,
  };
}

function ofOneAlone(name: string, metrics: readonly MetricComparison[]): Uncompared {
  const isAll = !isIn(metrics, 0, ({ summary }) => summary !== null);
  return { sentences: isAll ? [`of ${name} no value is left`] : [], isAll };
}

/** Whether something holds of a set in any metric; the sets of all metrics are the same ones. */
function isIn(metrics: readonly MetricComparison[], at: number, holds: (set: SetComparison) => boolean): boolean {
  return metrics.some(({ sets }) => sets.slice(at, at + 1).some(holds));
}

function hasEnough({ summary }: SetComparison): boolean {
  return summary !== null && summary.n >= FEWEST_VALUES;
}

function adviceFor({ warmUp, isNameless }: MetricComparison): string {
  const more = isNameless === true ? 'give more' : 'run more trials';
  return `each needs ${FEWEST_VALUES}: ${more}${warmUp > 0 ? ', or lower --warm-up' : ''}`;
}
