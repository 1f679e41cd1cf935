import type { ConductorError } from '@conductor/types';
import { closeTrial } from './close-trial.ts';
import type { Course } from './course/course.ts';
import type { CourseEnding } from './course/course-effect.ts';
import type { Plot } from './course/plot.ts';
import { releaseAll } from './release-all.ts';

/** What is still done when a defect of ours broke the story of a run: every player that we hold pays its Reset. */
export function* rescueRun(course: Course, error: ConductorError): Plot<CourseEnding> {
  if (course.trial) yield* closeTrial(course, course.trial);
  yield* releaseAll(course);
  return { kind: 'broken', error };
}
