import { describe, expect, it } from 'vitest';
import { RUN, SessionWorld } from './session-world.ts';
import { CLAIM, heartbeat, POLICIES, phases, steps } from './trial-fixture.ts';

const LEASE_MS = 30_000;

describe('a lease', () => {
  it('goes on as long as the conductor says something', () => {
    const world = runningWorld();
    for (let sequence = 1; sequence <= 10; sequence += 1) {
      world.pass(LEASE_MS - 1);
      world.say(1, heartbeat(sequence));
    }
    expect(world.session.holder?.call).toBe(1);
  });

  it('is over when nothing was heard for longer', () => {
    const world = runningWorld();
    world.pass(LEASE_MS + 1);
    expect(world.session.holder?.call).toBeNull();
    expect(world.session.trial?.stopped).toContain('for 30 s');
  });

  it('stays over when its renewal was only read late, as after a SIGSTOP', () => {
    const world = runningWorld();
    world.sleep(LEASE_MS + 1);
    world.say(1, heartbeat());
    expect(world.session.holder?.call).toBeNull();
  });

  it('does not bind a player that has nothing to lose', () => {
    const world = new SessionWorld();
    world.say(1, CLAIM);
    world.pass(100 * LEASE_MS);
    expect(world.session.holder?.run).toEqual(RUN);
  });
});

/** A player in the middle of Run. */
function runningWorld(): SessionWorld {
  const world = new SessionWorld();
  world.say(1, CLAIM);
  const trial = { caseName: '', trial: 1 };
  world.say(1, { kind: 'load-trial', trial, policies: POLICIES, phases: phases({ run: steps('sleep 100') }) });
  world.settle();
  world.say(1, { kind: 'arm-phase', phase: 'run' });
  world.settle();
  world.say(1, { kind: 'start-phase', phase: 'run', startNs: null });
  world.settle();
  return world;
}
