import type { StartedTest } from '@conductor/types';
import type { ConductOptions } from '../conduct-options.ts';
import type { CourseEnding } from '../course/course-effect.ts';
import { type LiveCourse, liveCourse } from '../shell/live-course.ts';
import { RunMeasuring } from './run-measuring.ts';
import { settleRun } from './settle-run.ts';

/** Lives a course to its end, measures each of its trials when that is over, and judges the run by them. */
export async function measuredCourse(
  course: LiveCourse,
  test: StartedTest,
  options: ConductOptions,
  interruptions: readonly AbortSignal[],
): Promise<CourseEnding> {
  await using measuring = new RunMeasuring(course.directory, test);
  measuring.watch();
  const ended = await liveCourse(course, options);
  return await settleRun(measuring, ended, interruptions);
}

/** The same for a run that somebody else began: results of trials that were over before may come only now, so all are measured at the end. */
export async function measuredAfterwards(
  course: LiveCourse,
  test: StartedTest,
  options: ConductOptions,
): Promise<CourseEnding> {
  await using measuring = new RunMeasuring(course.directory, test);
  const ended = await liveCourse(course, options);
  for (const { trial } of course.directory.state.trials.values()) measuring.measure(trial);
  return await settleRun(measuring, ended, options.interruptions ?? []);
}
