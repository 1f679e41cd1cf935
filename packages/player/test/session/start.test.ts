import type { ControlReply, StartInstant } from '@conductor/protocol';
import { describe, expect, it } from 'vitest';
import type { SessionWorld } from './session-world.ts';
import { loadedWorld, PLAN } from './worlds.ts';

/** All start at 1 s, and nobody 5 ms later. */
const AT: StartInstant = { startNs: 1_000_000_000n, latestNs: 1_005_000_000n, maySpin: true };

/** A player that has armed Run at 0 s. */
function armed(): SessionWorld {
  const world = loadedWorld(PLAN);
  world.say(1, { kind: 'arm-phase', phase: 'run' });
  world.settle();
  return world;
}

function lastReply(world: SessionWorld): ControlReply | undefined {
  return world.repliesTo(1).at(-1);
}

describe('a start at an instant', () => {
  it('tells when it was ordered, and never a start before the instant, though it is prepared before', () => {
    const world = loadedWorld({ ...PLAN, run: [] });
    world.say(1, { kind: 'arm-phase', phase: 'run' });
    world.sleep(300);
    world.say(1, { kind: 'start-phase', phase: 'run', at: AT });
    world.sleep(699);
    world.settle();
    const told = { kind: 'phase-started', phase: 'run', monotonicNs: 1_000_000_000n, orderedNs: 300_000_000n };
    expect(world.repliesTo(1)).toContainEqual(told);
  });

  it('is refused when the order comes later than it allows: no step begins, and it says by how much and what to do', () => {
    const world = armed();
    world.sleep(1_012);
    world.say(1, { kind: 'start-phase', phase: 'run', at: AT });
    world.settle();
    expect(lastReply(world)).toEqual({
      kind: 'phase-not-started',
      phase: 'run',
      reason:
        'the order to start it came 12 ms after the instant at which all were to start, and max_skew allows 5 ms; start = immediate does without that instant; or give it a better link, or a less busy host',
    });
    expect(world.begun.size).toBe(0);
  });

  it('is refused by a host that slept over the instant, too', () => {
    const world = armed();
    world.say(1, { kind: 'start-phase', phase: 'run', at: AT });
    world.sleep(7_000);
    world.settle();
    expect(lastReply(world)).toMatchObject({ kind: 'phase-not-started', phase: 'run' });
    expect(world.begun.size).toBe(0);
  });

  it('happens late rather than not where nobody said how late is too late', () => {
    const world = armed();
    world.sleep(7_000);
    world.say(1, { kind: 'start-phase', phase: 'run', at: { ...AT, latestNs: null } });
    world.settle();
    expect(world.repliesTo(1)).toContainEqual(
      expect.objectContaining({ kind: 'phase-started', orderedNs: 7_000_000_000n }),
    );
  });

  it('that was refused leaves Reset as the next phase', () => {
    const world = armed();
    world.sleep(2_000);
    world.say(1, { kind: 'start-phase', phase: 'run', at: AT });
    world.say(1, { kind: 'stop-trial', reason: 'a player could not start' });
    world.say(1, { kind: 'arm-phase', phase: 'reset' });
    world.settle();
    expect(lastReply(world)).toEqual({ kind: 'phase-armed', phase: 'reset' });
  });
});
