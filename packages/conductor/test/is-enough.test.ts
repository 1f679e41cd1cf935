import { DEFAULT_SETTINGS, PHASES } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { type Course, newCourse } from '../src/course/course.ts';
import { defaultTiming } from '../src/course/course-plan.ts';
import { noteEvent } from '../src/course/note-event.ts';
import { isEnough } from '../src/is-enough.ts';
import { planOf } from './facts.ts';

const UNTIL = { metric: 'rate', percent: 5, fewest: 3 };

/** A course of at most six trials, of which none was run. */
function courseOf(): Course {
  const trials = Array.from({ length: 6 }, (_, at) => ({ caseName: '', trial: at + 1 }));
  return newCourse({
    testName: 'throughput',
    players: [planOf('dut', '10.0.0.5', 6970)],
    settings: DEFAULT_SETTINGS,
    phases: PHASES,
    trials,
    untilPrecise: UNTIL,
    secrets: [],
    began: { wallMs: 0, monotonicNs: 0n },
    timing: defaultTiming(DEFAULT_SETTINGS),
  });
}

/** Runs trials with these values, `null` being none, as long as they are not enough; gives what was written down. */
function settle(values: readonly (number | null)[], course = courseOf()) {
  for (const [at, value] of values.entries()) {
    const trial = { caseName: '', trial: at + 1 };
    const plot = isEnough(course, trial);
    const waiting = plot.next(false);
    expect(waiting.done).toBe(false);
    const reading = value === null ? { kind: 'none' as const, reason: 'empty' } : { kind: 'value' as const, value };
    noteEvent(course, { kind: 'trial-measured', trial, readings: [{ metric: 'rate', ...reading }] });
    if (plot.next(true).value) break;
  }
  return course.effects.flatMap((effect) => (effect.kind === 'record' ? [effect.event] : []));
}

describe('a run with trials: auto', () => {
  it('ends as soon as the mean is known well enough, and not with fewer trials than it must have', () => {
    const [settled, ...more] = settle([10, 10, 10, 10]);
    expect(settled).toEqual({ kind: 'precision-settled', ...UNTIL, trials: 3, reached: 0, isEnough: true });
    expect(more).toEqual([]);
  });

  it('goes on while the mean is not known well enough', () => {
    const [settled] = settle([10, 12, 10, 11, 11, 11]);
    expect(settled).toMatchObject({ trials: 6, isEnough: false });
    expect(settle([10, 10.2, 10.1, 5])).toMatchObject([{ trials: 3, isEnough: true }]);
  });

  it('counts a trial without a value as none', () => {
    expect(settle([10, null, null, 10, 10])).toMatchObject([{ trials: 4, reached: 0, isEnough: true }]);
    expect(settle([null, null, null, null, null, null])).toMatchObject([{ trials: 6, reached: null, isEnough: false }]);
  });

  it('waits for nothing, and writes nothing down, when it is to end anyhow', () => {
    const course = courseOf();
    course.interruptions.push('SIGINT');
    expect(isEnough(course, { caseName: '', trial: 1 }).next(false)).toEqual({ done: true, value: false });
  });
});
