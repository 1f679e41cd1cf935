import type { ConductorError } from '@conductor/types';
import { type Course, record } from './course.ts';
import type { CourseEnding } from './course-effect.ts';

/** Leaves at once, and in silence: the run is somebody else's, who also writes down what becomes of its Resets. */
export function leaveToOther(course: Course, error: ConductorError): CourseEnding {
  record(course, {
    kind: 'problem',
    text: `${error.message}; what is left to do on it is theirs, and so is its directory`,
  });
  return { kind: 'taken-over', error };
}
