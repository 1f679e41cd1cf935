import { type Course, record } from './course.ts';
import type { CourseEnding } from './course-effect.ts';
import { resetState } from './debt.ts';

/** Leaves at once, after the third Ctrl-C: whoever has begun Startup resets by itself when it has not heard from us for long enough. */
export function leave(course: Course): CourseEnding {
  const { trial } = course;
  if (trial) {
    for (const player of course.players) {
      const state = resetState(trial, player);
      record(course, { kind: 'reset-settled', player: player.plan.name, trial: trial.ref, state });
    }
    course.effects.push({ kind: 'save-result' });
  }
  const [signal = 'SIGINT'] = course.interruptions;
  return { kind: 'left', signal };
}
