export type { CourseEffect, CourseEnding } from './course/course-effect.ts';
export type { CourseEvent } from './course/course-event.ts';
export { type CourseMachine, courseMachine } from './course/course-machine.ts';
export { type CoursePlan, type CourseTiming, defaultTiming } from './course/course-plan.ts';
export { exitCodeOf } from './exit-code.ts';
export { rescueRun } from './rescue-run.ts';
export { type RunTestOptions, runTest, type TestRun } from './run-test.ts';
export { runTrials } from './run-trials.ts';
