import type { Course } from './course.ts';

/**
 * A part of the story of a run, told forward: a generator that yields what it waits for and is resumed when that is so
 * (`true`) or its time is over (`false`). It does nothing but change the course and add effects, so the same events at
 * the same instants always give the same effects.
 */
export type Plot<Result = void> = Generator<Wait, Result, boolean>;

/** What a plot waits for. */
export interface Wait {
  readonly isOver: () => boolean;
  /** The instant at which the waiting ends anyhow, `null` for none. Asked again after each event, since it may move. */
  readonly deadlineMs: () => number | null;
}

/** Waits until something is so, at most `boundMs` (`null`: as long as it takes). Tells whether it came to be so. */
export function* until(course: Course, isOver: () => boolean, boundMs: number | null): Plot<boolean> {
  const deadlineMs = boundMs === null ? null : course.nowMs + boundMs;
  return yield { isOver, deadlineMs: () => deadlineMs };
}

/** Waits until something is so, and gives it up `boundMs` after the last progress. Tells whether it came to be so. */
export function* untilStill(
  course: Course,
  isOver: () => boolean,
  progressMs: () => number,
  boundMs: number,
): Plot<boolean> {
  const sinceMs = course.nowMs;
  return yield { isOver, deadlineMs: () => Math.max(sinceMs, progressMs()) + boundMs };
}
