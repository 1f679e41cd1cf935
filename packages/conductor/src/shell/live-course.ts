import type { RunDirectory } from '@conductor/results';
import { type PlayerPlan, type RunRef, systemClock } from '@conductor/types';
import type { WallReading } from '../clock/wall-step.ts';
import type { ConductOptions } from '../conduct-options.ts';
import type { CourseEnding } from '../course/course-effect.ts';
import type { CourseEvent } from '../course/course-event.ts';
import type { CourseMachine } from '../course/course-machine.ts';
import { dialOptions } from '../dial-options.ts';
import { Crew } from './crew.ts';
import type { Mailbox } from './mailbox.ts';
import { performCourse } from './perform-course.ts';
import type { Stage } from './stage.ts';

/** A course that is to be lived, and what with. */
export interface LiveCourse {
  readonly machine: CourseMachine;
  /** When it begins, as its plan says. */
  readonly began: WallReading;
  /** In whose name the players are commanded. */
  readonly run: RunRef;
  readonly players: readonly PlayerPlan[];
  readonly directory: RunDirectory;
  readonly mailbox: Mailbox<CourseEvent>;
  /** What steps put, and where it is on this machine. Default: nothing is put. */
  readonly puts?: Pick<Stage, 'putFiles' | 'putSources'>;
}

/** Lives a course to its end over real connections, and closes those. */
export async function liveCourse(
  { machine, began, run, players, directory, mailbox, puts = NO_PUTS }: LiveCourse,
  options: ConductOptions,
): Promise<CourseEnding> {
  const { maxResultsBytes, clock = systemClock } = options;
  await using crew = new Crew({
    run,
    players,
    directory,
    dialling: dialOptions(options),
    clock,
    ...puts,
    ...(maxResultsBytes === undefined ? {} : { maxResultsBytes }),
    tell: (event) => mailbox.post(event),
  });
  return await performCourse(machine, crew, mailbox, { clock, beganNs: began.monotonicNs });
}

const NO_PUTS: Pick<Stage, 'putFiles' | 'putSources'> = { putFiles: () => [], putSources: new Map() };
