import { describe, expect, it } from 'vitest';
import { SessionWorld } from './session-world.ts';
import { POLICIES, phases, steps } from './trial-fixture.ts';

const PLAN = phases({ startup: steps('ifconfig ix0 up'), reset: steps('ifconfig ix0 down') });

/** A player with a trial that is loaded, to be told to arm Startup. */
function arming(): SessionWorld {
  const world = new SessionWorld();
  world.say(1, { kind: 'claim-player', playerName: 'dut', testName: 'throughput', claim: { kind: 'new-run' } });
  world.say(1, {
    kind: 'load-trial',
    trial: { caseName: '', trial: 1 },
    policies: POLICIES,
    phases: PLAN,
    secrets: [],
  });
  // It is kept; its first command is still being forked.
  world.deliver(0);
  return world;
}

function said(world: SessionWorld): string[] {
  return world.seen.flatMap((item) => (item.kind === 'reply' ? [item.reply.kind] : []));
}

describe('Startup', () => {
  it('is armed when its first command is held and the guardian has promised Reset, in either order', () => {
    for (const first of [0, 1]) {
      const world = arming();
      world.say(1, { kind: 'arm-phase', phase: 'startup' });
      world.deliver(first);
      expect(said(world)).not.toContain('phase-armed');
      world.deliver(0);
      expect(said(world)).toContain('phase-armed');
    }
  });

  it('does not happen when the guardian cannot promise Reset, and neither does Run; the reason is told', () => {
    const world = arming();
    world.promises = false;
    world.say(1, { kind: 'arm-phase', phase: 'startup' });
    world.settle();
    world.say(1, { kind: 'start-phase', phase: 'startup', at: null });
    const told = world.seen.flatMap((item) => (item.kind === 'reply' ? [item.reply] : []));
    expect(told).toContainEqual({ kind: 'phase-not-started', phase: 'startup', reason: 'the guardian was killed' });
    expect(world.begun.size).toBe(0);
  });

  it('that was given up before the promise came leaves the next phase to it', () => {
    const world = arming();
    world.say(1, { kind: 'arm-phase', phase: 'startup' });
    world.say(1, { kind: 'stop-trial', reason: 'Ctrl-C' });
    world.say(1, { kind: 'close-trial', waiveReset: false });
    world.settle();
    expect(said(world)).toContain('trial-closed');
    expect(world.begun.size).toBe(0);
  });
});
