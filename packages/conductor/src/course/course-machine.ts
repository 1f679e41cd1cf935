import { ConductorError } from '@conductor/types';
import { type Course, newCourse } from './course.ts';
import type { CourseEffect, CourseEnding } from './course-effect.ts';
import type { CourseEvent } from './course-event.ts';
import type { CoursePlan } from './course-plan.ts';
import { beat, nextBeatMs } from './heartbeat.ts';
import { leave } from './leave.ts';
import { leaveToOther } from './leave-to-other.ts';
import { mendLinks, nextLinkMs } from './link.ts';
import { noteBreakage } from './note-breakage.ts';
import { noteEvent } from './note-event.ts';
import { permitReboots } from './permit-reboots.ts';
import type { Plot, Wait } from './plot.ts';
import { settleSyncs } from './settle-syncs.ts';

/** The third Ctrl-C leaves at once. */
const LEAVING_COUNT = 3;

/**
 * The course of a run: it is told what happened and when, and answers what is to be done. No clock, no socket, no file,
 * no chance: the same events at the same instants give the same effects.
 */
export interface CourseMachine {
  /** Takes one of several events that came together, all but the last: what is to be done about all of them is decided then. */
  note(event: CourseEvent, nowMs: number): void;
  /** Takes one event at an instant of a monotonic clock, in milliseconds; returns the effects, in order. */
  advance(event: CourseEvent, nowMs: number): CourseEffect[];
  /** When it wants a `tick` at the latest; `null` when it only waits for events. */
  wakeAtMs(): number | null;
}

/** The stories that a machine tells: the run, and what is still done when the run's own story broke. */
export interface Stories {
  readonly run: (course: Course) => Plot<CourseEnding>;
  readonly rescue: (course: Course, error: ConductorError) => Plot<CourseEnding>;
}

/** A machine at the beginning of a run. The first event, a `tick`, begins it. */
export function courseMachine(plan: CoursePlan, stories: Stories): CourseMachine {
  const course = newCourse(plan);
  let story: Plot<CourseEnding> | null = stories.run(course);
  let wait: Wait | null = null;
  let isRescuing = false;

  const end = (ending: CourseEnding) => {
    story = null;
    course.effects.push({ kind: 'end', ending });
  };

  const tell = () => {
    while (story && (!wait || isReady(wait, course.nowMs))) {
      const told: IteratorResult<Wait, CourseEnding> = story.next(wait?.isOver() ?? true);
      if (told.done) end(told.value);
      else wait = told.value;
    }
  };

  const react = (event: CourseEvent) => {
    noteEvent(course, event);
    if (course.takenOver) return end(leaveToOther(course, course.takenOver));
    if (course.interruptions.length >= LEAVING_COUNT) return end(leave(course));
    beat(course);
    mendLinks(course);
    settleSyncs(course);
    permitReboots(course);
    tell();
  };

  /** Our own story broke: the players still pay their Resets. When that breaks too, we leave, and they pay by themselves. */
  const rescue = (thrown: unknown) => {
    const error = ConductorError.from(thrown, 'protocol', 'the course of the run broke');
    if (isRescuing) return end({ kind: 'broken', error });
    isRescuing = true;
    noteBreakage(course, error);
    wait = null;
    story = stories.rescue(course, error);
    attempt(tell);
  };

  const attempt = (deed: () => void) => {
    try {
      deed();
    } catch (thrown) {
      rescue(thrown);
    }
  };

  return {
    note(event, nowMs) {
      course.nowMs = nowMs;
      if (story) attempt(() => noteEvent(course, event));
    },
    advance(event, nowMs) {
      course.nowMs = nowMs;
      if (story) attempt(() => react(event));
      return course.effects.splice(0);
    },
    wakeAtMs: () => (story ? earliest([wait?.deadlineMs() ?? null, nextBeatMs(course), nextLinkMs(course)]) : null),
  };
}

function isReady(wait: Wait, nowMs: number): boolean {
  return wait.isOver() || nowMs >= (wait.deadlineMs() ?? Number.POSITIVE_INFINITY);
}

function earliest(instants: readonly (number | null)[]): number | null {
  const first = Math.min(...instants.map((instant) => instant ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(first) ? first : null;
}
