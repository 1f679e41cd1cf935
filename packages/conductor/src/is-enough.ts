import { precisionOf, summarize } from '@conductor/report';
import type { TrialRef, UntilPrecise } from '@conductor/types';
import { type Course, record } from './course/course.ts';
import { type Plot, until } from './course/plot.ts';
import { obstacleOf } from './course/stop.ts';

/** How long the numbers of a trial may take; of outputs as large as can be, they take minutes. What has none by then counts as no value. */
const MEASURING_MS = 600_000;

/** With `trials: auto`: whether no further trial is needed, which then is written down; or whether this was the last one that may be run. */
export function* isEnough(course: Course, { trial }: TrialRef): Plot<boolean> {
  const { untilPrecise, trials } = course.plan;
  if (untilPrecise === undefined || obstacleOf(course) !== null) return false;
  yield* until(course, () => course.measured.has(trial) || obstacleOf(course) !== null, MEASURING_MS);
  if (obstacleOf(course) !== null) return false;
  const reached = reachedPrecision(course, untilPrecise);
  const isPrecise = reached !== null && trial >= untilPrecise.fewest && reached <= untilPrecise.percent;
  if (!isPrecise && trial < trials.length) return false;
  record(course, { kind: 'precision-settled', ...untilPrecise, trials: trial, reached, isEnough: isPrecise });
  return true;
}

/** How well the mean is known by now, in per cent of it. Trials without a value say nothing. */
function reachedPrecision({ measured }: Course, { metric }: UntilPrecise): number | null {
  const readings = Array.from(measured.values()).flat();
  const values = readings.flatMap((reading) =>
    reading.metric === metric && reading.kind === 'value' ? [reading.value] : [],
  );
  const summary = summarize(values);
  return summary === null ? null : precisionOf(summary);
}
