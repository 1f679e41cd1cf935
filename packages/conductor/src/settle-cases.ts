import { precisionOf, summarize } from '@conductor/report';
import type { MetricReading, PrecisionResult, TrialRef, UntilPrecise } from '@conductor/types';
import { type Course, record } from './course/course.ts';
import { type Plot, until } from './course/plot.ts';
import { obstacleOf } from './course/stop.ts';

/** How long the numbers of a trial may take; of outputs as large as can be, they take minutes. What has none by then counts as no value. */
const MEASURING_MS = 600_000;

/** Cases that take turns go on together for so many turns: over every two a drift adds the same to all. */
const TURNS = 2;

/**
 * With `trials: auto`: the cases that need no further trial, or may have none, which then is written down. Cases that take turns are
 * settled together.
 */
export function* settleCases(course: Course, { trial, caseName }: TrialRef): Plot<readonly string[]> {
  const { untilPrecise, settings } = course.plan;
  if (untilPrecise === undefined || obstacleOf(course) !== null) return [];
  yield* until(course, () => course.measured.has(trial) || obstacleOf(course) !== null, MEASURING_MS);
  if (obstacleOf(course) !== null) return [];
  const names = settings.order === 'as-written' ? [caseName] : allCases(course);
  const states = names.map((name) => stateOf(course, name, untilPrecise));
  const isEven = states.every(({ trials, most }) => trials === most || trials % TURNS === 0);
  const isTurnOver = names.length === 1 || (isEven && new Set(states.map(({ trials }) => trials)).size === 1);
  if (!isTurnOver || !states.every(({ isEnough, trials, most }) => isEnough || trials >= most)) return [];
  for (const { most: _most, ...state } of states) record(course, { kind: 'precision-settled', ...state });
  return names;
}

function allCases({ plan }: Course): readonly string[] {
  return [...new Set(plan.trials.map((ref) => ref.caseName))];
}

interface CaseState extends PrecisionResult {
  /** Trials that it may have. */
  readonly most: number;
}

/** How well the mean of a case is known by now. */
function stateOf({ plan, begun, measured }: Course, name: string, untilPrecise: UntilPrecise): CaseState {
  const isOfCase = ({ caseName }: TrialRef) => caseName === name;
  const numbers = begun.filter(isOfCase).map(({ trial }) => trial);
  const reached = reachedPrecision(
    numbers.flatMap((number) => measured.get(number) ?? []),
    untilPrecise,
  );
  return {
    ...untilPrecise,
    ...(name === '' ? {} : { caseName: name }),
    trials: numbers.length,
    most: plan.trials.filter(isOfCase).length,
    reached,
    isEnough: reached !== null && numbers.length >= untilPrecise.fewest && reached <= untilPrecise.percent,
  };
}

/** In per cent of the mean. Trials without a value say nothing. */
function reachedPrecision(readings: readonly MetricReading[], { metric }: UntilPrecise): number | null {
  const values = readings.flatMap((reading) =>
    reading.metric === metric && reading.kind === 'value' ? [reading.value] : [],
  );
  const summary = summarize(values);
  return summary === null ? null : precisionOf(summary);
}
