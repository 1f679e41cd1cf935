import { claimAll } from './claim-all.ts';
import { type Course, isLost } from './course/course.ts';
import type { CourseEnding } from './course/course-effect.ts';
import { goneError } from './course/player-state.ts';
import { type Plot, until } from './course/plot.ts';
import { obstacleOf } from './course/stop.ts';
import { deliverAll } from './put/deliver-all.ts';
import { releaseAll } from './release-all.ts';
import { runTrial } from './run-trial.ts';
import { settleCases } from './settle-cases.ts';

/** A whole run: claim all, bring them their files, one trial after the other, release all. */
export function* runTrials(course: Course): Plot<CourseEnding> {
  const refusal = yield* claimAll(course);
  if (refusal === null) {
    yield* deliverAll(course);
    yield* eachTrial(course);
  }
  yield* releaseAll(course);
  return refusal === null ? endingOf(course) : { kind: 'not-started', error: refusal };
}

/** No further trial begins after Ctrl-C, with a player lost, or when we cannot go on ourselves. */
function* eachTrial(course: Course): Plot {
  const settled = new Set<string>();
  for (const { caseName } of course.plan.trials) {
    if (settled.has(caseName)) continue;
    const before = course.begun.length;
    if (before > 0) yield* until(course, () => obstacleOf(course) !== null, course.plan.settings.cooldownMs);
    if (obstacleOf(course) !== null) return;
    const ref = { caseName, trial: before + 1 };
    yield* runTrial(course, ref);
    for (const name of yield* settleCases(course, ref)) settled.add(name);
  }
}

/** How a course ended that nobody left before its end. */
export function endingOf({ broken, interruptions, players }: Course): CourseEnding {
  if (broken) return { kind: 'broken', error: broken };
  const [signal] = interruptions;
  if (signal !== undefined) return { kind: 'interrupted', signal };
  const error = players
    .filter(isLost)
    .map(goneError)
    .find((reason) => reason?.code === 'identity');
  return error ? { kind: 'distrusted', error } : { kind: 'completed' };
}
