import type { Phase } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import type { SessionWorld } from './session-world.ts';
import { steps } from './trial-fixture.ts';
import { DONE, loadedWorld, PLAN, start } from './worlds.ts';

/** Takes a phase from its beginning to its end. */
function perform(world: SessionWorld, phase: Phase): void {
  start(world, phase);
  world.endStep(0, DONE);
  world.settle();
  world.say(1, { kind: 'end-phase', phase });
  world.settle();
}

function armed(world: SessionWorld): string[] {
  return world.repliesTo(1).flatMap((reply) => (reply.kind === 'phase-armed' ? [reply.phase] : []));
}

describe('the first command of a phase', () => {
  it('is held before the conductor asks for it, so that the answer takes no fork', () => {
    const world = loadedWorld(PLAN);
    perform(world, 'startup');
    expect(world.session.trial?.ahead).toEqual({ phase: 'run', gate: 'held' });
    world.say(1, { kind: 'arm-phase', phase: 'run' });
    expect(armed(world)).toEqual(['startup', 'run']);
    expect(world.forked).toEqual(['startup/1', 'run/1']);
  });

  it('that is still being forked when its phase is asked for is waited for', () => {
    const world = loadedWorld(PLAN);
    perform(world, 'startup');
    world.say(1, { kind: 'arm-phase', phase: 'run' });
    world.say(1, { kind: 'start-phase', phase: 'run', at: null });
    world.settle();
    world.endStep(0, DONE);
    world.settle();
    world.say(1, { kind: 'end-phase', phase: 'run' });
    world.deliver(0);
    world.say(1, { kind: 'arm-phase', phase: 'collect' });
    expect(armed(world)).toEqual(['startup', 'run']);
    world.settle();
    expect(armed(world)).toEqual(['startup', 'run', 'collect']);
  });

  it('that could not be forked ahead is tried again in its phase', () => {
    const world = loadedWorld({ startup: steps('up'), run: [{ ...steps('x')[0], key: 'unforkable1' } as never] });
    perform(world, 'startup');
    expect(world.session.trial?.ahead).toBeNull();
    world.say(1, { kind: 'arm-phase', phase: 'run' });
    world.settle();
    expect(world.forked).toEqual(['startup/1', 'run/1', 'run/1']);
    expect(armed(world)).toEqual(['startup', 'run']);
  });

  it('is dropped when its phase is passed over, when the trial is stopped before it, and when it is closed', () => {
    const passedOver = loadedWorld(PLAN);
    perform(passedOver, 'startup');
    passedOver.say(1, { kind: 'arm-phase', phase: 'collect' });
    expect(passedOver.dropped).toEqual(['run/1']);

    const stopped = loadedWorld(PLAN);
    perform(stopped, 'startup');
    stopped.say(1, { kind: 'stop-trial', reason: 'Ctrl-C' });
    expect(stopped.dropped).toEqual(['run/1']);

    const closed = loadedWorld(PLAN);
    closed.say(1, { kind: 'close-trial', waiveReset: false });
    closed.settle();
    expect(closed.dropped).toEqual(['startup/1']);
    for (const world of [passedOver, stopped, closed]) expect(world.begun.has('run/1')).toBe(false);
  });

  it('of Collect and of Reset stays held over a stop: these phases come', () => {
    const world = loadedWorld(PLAN);
    perform(world, 'startup');
    perform(world, 'run');
    world.say(1, { kind: 'stop-trial', reason: 'Ctrl-C' });
    world.say(1, { kind: 'arm-phase', phase: 'collect' });
    expect(world.dropped).toEqual([]);
    expect(armed(world)).toEqual(['startup', 'run', 'collect']);
  });
});
