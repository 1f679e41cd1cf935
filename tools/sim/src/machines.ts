import {
  type CourseMachine,
  type CoursePlan,
  courseMachine,
  endRun,
  rescueRun,
  runTrials,
  type TakenRun,
} from '@conductor/conductor';
import { FREE_SESSION, nextSession, returnedSession, type Session } from '@conductor/player/session';

/** The machines that are tried: those of the product, or others that a test puts in their place. */
export interface Machines {
  readonly freeSession: Session;
  readonly nextSession: typeof nextSession;
  /** Of a life that goes on with a trial whose step has rebooted the host. */
  readonly returnedSession: typeof returnedSession;
  readonly course: (plan: CoursePlan) => CourseMachine;
  /** The course of a run that is taken over. */
  readonly ending: (plan: CoursePlan, taken: TakenRun) => CourseMachine;
}

export const PRODUCT: Machines = {
  freeSession: FREE_SESSION,
  nextSession,
  returnedSession,
  course: (plan) => courseMachine(plan, { run: runTrials, rescue: rescueRun }),
  ending: (plan, taken) => courseMachine(plan, { run: endRun(taken), rescue: rescueRun }),
};
