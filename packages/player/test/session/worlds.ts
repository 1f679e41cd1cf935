import type { Phase, PhaseSteps } from '@conductor/types';
import { SessionWorld } from './session-world.ts';
import { CLAIM, POLICIES, phases, steps } from './trial-fixture.ts';

/** One step in each phase, and two in Collect. */
export const PLAN = {
  startup: steps('true'),
  run: steps('sleep 100'),
  collect: steps('true', 'true'),
  reset: steps('true'),
};

/** How a step of these worlds ends by itself. */
export const DONE = { kind: 'exited', code: 0 } as const;

/** A player with a loaded trial, held by call 1. */
export function loadedWorld(plan: Partial<PhaseSteps>): SessionWorld {
  const world = new SessionWorld();
  world.say(1, CLAIM);
  world.say(1, {
    kind: 'load-trial',
    trial: { caseName: '', trial: 1 },
    policies: POLICIES,
    phases: phases(plan),
    secrets: [],
  });
  world.settle();
  return world;
}

/** A player in the first step of a phase, held by call 1. Phases before it that are named are over; the others never began. */
export function worldIn(phase: Phase, before: readonly Phase[] = ['startup', 'run', 'collect']): SessionWorld {
  const world = loadedWorld(PLAN);
  for (const each of before.slice(0, before.includes(phase) ? before.indexOf(phase) : before.length)) {
    start(world, each);
    for (; world.runningCount > 0; world.settle()) world.endStep(0, DONE);
    world.say(1, { kind: 'end-phase', phase: each });
    world.settle();
  }
  start(world, phase);
  return world;
}

/** Arms a phase and starts it. */
export function start(world: SessionWorld, phase: Phase): void {
  world.say(1, { kind: 'arm-phase', phase });
  world.settle();
  world.say(1, { kind: 'start-phase', phase, at: null });
  world.settle();
}
