import type { Metric } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';

/** What one case measures. */
interface Measuring {
  readonly name: string;
  readonly metrics: readonly Metric[];
}

/** Reports metrics that are not in the same unit, or not of the same line rate, in all cases: they stand in one table. */
export function reportUnlike([first, ...others]: readonly Measuring[], findings: Findings): void {
  if (first === undefined) return;
  for (const metric of first.metrics) {
    const unlike = others.find(
      ({ metrics }) =>
        !isAlike(
          metric,
          metrics.find(({ name }) => name === metric.name),
        ),
    );
    if (unlike === undefined) continue;
    const message = `${metric.name} has another player, unit or line rate in the case ${unlike.name} than in ${first.name}`;
    const expected = 'the same in all cases, which stand in one table';
    findings.add('bad-metric', { ...metric.place, column: 1 }, { message, expected });
  }
}

/** Why one is not there was told of it. */
function isAlike(one: Metric, other: Metric | undefined): boolean {
  if (other === undefined) return true;
  return other.unit === one.unit && other.of === one.of && other.source.player === one.source.player;
}
