import type { TrialRef } from '@conductor/types';
import type { Course } from '../course/course.ts';
import type { CourseEnding } from '../course/course-effect.ts';
import type { Plot } from '../course/plot.ts';
import { isSameTrial } from '../course/same-trial.ts';
import { releaseAll } from '../release-all.ts';
import { endingOf } from '../run-trials.ts';
import { type EndedTrial, endTrial } from './end-trial.ts';
import { fetchMissing } from './fetch-missing.ts';
import { takeAll } from './take-all.ts';
import type { TakenRun } from './taken-run.ts';

/**
 * Brings a run to its end that somebody else began: takes every player that can be had, ends the trial that is open, fetches
 * what is missing of all trials, releases. Startup and Run are never run again, and no further trial begins.
 */
export function endRun(taken: TakenRun): (course: Course) => Plot<CourseEnding> {
  return function* (course) {
    yield* takeAll(course, taken);
    const ended: EndedTrial[] = [];
    for (const ref of openTrials(course)) ended.push(yield* endTrial(course, taken, ref));
    yield* fetchMissing(course, taken, ended);
    yield* releaseAll(course);
    return endingOf(course);
  };
}

/** Usually one; two when a run was cut between two trials. */
function openTrials({ players }: Course): TrialRef[] {
  const refs = players.flatMap(({ openTrial }) => (openTrial === null ? [] : [openTrial.trial]));
  return refs.filter((ref, at) => refs.findIndex((other) => isSameTrial(ref, other)) === at);
}
