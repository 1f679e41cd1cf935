import type { ConductorError } from '@conductor/types';
import { type Course, record } from './course.ts';

/** Remembers why we cannot go on ourselves; the first reason stands. Players are still to be stopped and reset. */
export function noteBreakage(course: Course, error: ConductorError): void {
  if (course.broken) return;
  course.broken = error;
  record(course, { kind: 'problem', text: error.message });
}
