import { describe, expect, it } from 'vitest';
import { RUN, SessionWorld } from './session-world.ts';
import { CLAIM, heartbeat } from './trial-fixture.ts';
import { worldIn } from './worlds.ts';

const LEASE_MS = 30_000;

describe('a lease', () => {
  it('goes on as long as the conductor says something', () => {
    const world = worldIn('run', []);
    for (let sequence = 1; sequence <= 10; sequence += 1) {
      world.pass(LEASE_MS - 1);
      world.say(1, heartbeat(sequence));
    }
    expect(world.call).toBe(1);
  });

  it('is over when nothing was heard for longer', () => {
    const world = worldIn('run', []);
    world.pass(LEASE_MS + 1);
    expect(world.call).toBeNull();
    expect(world.session.trial?.stopped).toContain('for 30 s');
  });

  it('stays over when its renewal was only read late, as after a SIGSTOP', () => {
    const world = worldIn('run', []);
    world.sleep(LEASE_MS + 1);
    world.say(1, heartbeat());
    expect(world.call).toBeNull();
  });

  it('does not bind a player that has nothing to lose', () => {
    const world = new SessionWorld();
    world.say(1, CLAIM);
    world.pass(100 * LEASE_MS);
    expect(world.session.holder?.run).toEqual(RUN);
  });
});
