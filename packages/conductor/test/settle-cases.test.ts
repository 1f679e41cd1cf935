import { DEFAULT_SETTINGS, type Order, PHASES, type TrialRef } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { type Course, newCourse } from '../src/course/course.ts';
import { defaultTiming } from '../src/course/course-plan.ts';
import { noteEvent } from '../src/course/note-event.ts';
import { settleCases } from '../src/settle-cases.ts';
import { planOf } from './facts.ts';

const UNTIL = { metric: 'rate', percent: 5, fewest: 3 };
const ALONE = Array.from({ length: 6 }, () => '');

/** A course of at most so many trials of these cases, of which none was run. */
function courseOf(cases: readonly string[] = ALONE, order: Order = 'as-written'): Course {
  const settings = { ...DEFAULT_SETTINGS, order };
  return newCourse({
    testName: 'throughput',
    players: [planOf('dut', '10.0.0.5', 6970)],
    settings,
    phases: PHASES,
    trials: cases.map((caseName, at) => ({ caseName, trial: at + 1 })),
    untilPrecise: UNTIL,
    secrets: [],
    began: { wallMs: 0, monotonicNs: 0n },
    timing: defaultTiming(settings),
  });
}

/** Runs a trial with this value, `null` being none; gives the cases that were settled. */
function run(course: Course, trial: TrialRef, value: number | null): readonly string[] {
  course.begun.push(trial);
  const plot = settleCases(course, trial);
  expect(plot.next(false).done).toBe(false);
  const reading = value === null ? { kind: 'none' as const, reason: 'empty' } : { kind: 'value' as const, value };
  noteEvent(course, { kind: 'trial-measured', trial, readings: [{ metric: 'rate', ...reading }] });
  const told = plot.next(true);
  return told.done ? told.value : [];
}

function recorded(course: Course) {
  return course.effects.flatMap((effect) => (effect.kind === 'record' ? [effect.event] : []));
}

/** Runs trials with these values as long as they are not enough; gives what was written down. */
function settle(values: readonly (number | null)[]) {
  const course = courseOf();
  for (const [at, value] of values.entries()) {
    if (run(course, { caseName: '', trial: at + 1 }, value).length > 0) break;
  }
  return recorded(course);
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
    expect(settleCases(course, { caseName: '', trial: 1 }).next(false)).toEqual({ done: true, value: [] });
  });

  it('settles each case by its own trials', () => {
    const course = courseOf(['a', 'a', 'a', 'b', 'b', 'b']);
    expect(run(course, { caseName: 'a', trial: 1 }, 10)).toEqual([]);
    expect(run(course, { caseName: 'a', trial: 2 }, 10)).toEqual([]);
    expect(run(course, { caseName: 'a', trial: 3 }, 10)).toEqual(['a']);
    // What is around 10 says nothing of a case around 99.
    expect(run(course, { caseName: 'b', trial: 4 }, 99)).toEqual([]);
    expect(run(course, { caseName: 'b', trial: 5 }, 50)).toEqual([]);
    expect(run(course, { caseName: 'b', trial: 6 }, 99)).toEqual(['b']);
    expect(recorded(course)).toMatchObject([
      { kind: 'precision-settled', caseName: 'a', trials: 3, isEnough: true },
      { kind: 'precision-settled', caseName: 'b', trials: 3, isEnough: false },
    ]);
  });

  it('settles cases that take turns together, when every one is known and each has had its even number of turns', () => {
    const turns = ['a', 'b', 'b', 'a', 'a', 'b', 'b', 'a', 'a', 'b'];
    const course = courseOf(turns, 'interleaved');
    const settled = turns.slice(0, 8).map((caseName, at) => run(course, { caseName, trial: at + 1 }, 10));
    expect(settled.slice(0, 7).flat()).toEqual([]);
    expect(settled[7]).toEqual(['a', 'b']);
  });
});
