import type { ControlCommand } from '@conductor/protocol';
import type { Outcome } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { RUN, type SessionWorld } from './session-world.ts';
import { claimOf, POLICIES, phases, step } from './trial-fixture.ts';
import { loadedWorld, start } from './worlds.ts';

const LIST = [step(1, 'sync', 'meet'), step(2, 'step')];

function settled(broken: string | null, name = 'meet'): ControlCommand {
  return { kind: 'settle-sync', phase: 'run', name, broken };
}

/** How the first step of the list ended, by the journal; `null` while it has not. */
function outcomeOf(world: SessionWorld): Outcome | null {
  const entries = world.seen.flatMap((item) => (item.kind === 'journal' ? [item.entry] : []));
  const end = entries.find((entry) => entry.kind === 'step-ended' && entry.step.index === 1);
  return end?.kind === 'step-ended' ? end.outcome : null;
}

/** A player that waits at its sync in Run. */
function waiting(): SessionWorld {
  const world = loadedWorld({ run: LIST });
  start(world, 'run');
  return world;
}

describe('a sync', () => {
  it('is said to be reached, and waited at until all have come', () => {
    const world = waiting();
    expect(world.repliesTo(1)).toContainEqual({ kind: 'sync-reached', phase: 'run', name: 'meet' });
    expect(outcomeOf(world)).toBeNull();
    expect(world.begun.size).toBe(0);
    world.say(1, settled(null));
    expect(outcomeOf(world)).toEqual({ kind: 'synced' });
    // Its gate was held already: nothing is forked between the word and the step.
    expect([...world.begun.keys()]).toEqual(['run/2']);
  });

  it.each([
    ['of another name', settled(null, 'part')],
    ['of another phase', { kind: 'settle-sync', phase: 'startup', name: 'meet', broken: null } as const],
  ])('does not end with the word %s', (_, command) => {
    const world = waiting();
    world.say(1, command);
    expect(outcomeOf(world)).toBeNull();
  });

  it('that is broken has failed, and the list goes on', () => {
    const world = waiting();
    world.say(1, settled('sink was lost'));
    expect(outcomeOf(world)).toEqual({ kind: 'sync-broken', reason: 'sink was lost' });
    expect([...world.begun.keys()]).toEqual(['run/2']);
  });

  it('that was broken before it is reached is not waited at', () => {
    const world = loadedWorld({ run: LIST });
    world.say(1, { kind: 'arm-phase', phase: 'run' });
    world.settle();
    world.say(1, settled('sink was lost'));
    world.say(1, { kind: 'start-phase', phase: 'run', at: null });
    world.settle();
    expect(outcomeOf(world)).toEqual({ kind: 'sync-broken', reason: 'sink was lost' });
    expect(world.repliesTo(1).some(({ kind }) => kind === 'sync-reached')).toBe(false);
  });

  it('is left by a stop, with its reason, and what comes later of it means nothing', () => {
    const world = waiting();
    world.say(1, { kind: 'stop-trial', reason: 'Ctrl-C' });
    world.say(1, settled(null));
    expect(outcomeOf(world)).toEqual({ kind: 'stopped', reason: 'Ctrl-C', exit: { kind: 'lost' } });
    expect(world.begun.size).toBe(0);
    expect(world.session.holder).not.toBeNull();
  });

  it('is broken for who finishes its phase without a conductor, also one that it has not come to', () => {
    const world = loadedWorld({});
    world.say(1, { kind: 'close-trial', waiveReset: false });
    world.settle();
    const run = [...LIST, step(3, 'sync', 'part'), step(4, 'step')];
    const policies = { ...POLICIES, onDisconnect: 'finish' } as const;
    const trial = { caseName: '', trial: 2 };
    world.say(1, { kind: 'load-trial', trial, policies, phases: phases({ run }), secrets: [] });
    world.settle();
    start(world, 'run');
    world.pass(POLICIES.leaseMs + 1);
    expect(outcomeOf(world)).toMatchObject({ kind: 'sync-broken', reason: expect.stringContaining('no word from') });
    for (; world.runningCount > 0; world.settle()) world.endStep(0, { kind: 'exited', code: 0 });
    world.settle();
    expect([...world.begun.keys()]).toEqual(['run/2', 'run/4']);
    expect(world.session.holder).toBeNull();
  });

  it('of Collect is broken when the run is taken over, and Collect runs to its end', () => {
    const world = loadedWorld({ collect: LIST });
    start(world, 'collect');
    world.say(2, claimOf({ kind: 'take-over-run' }), { ...RUN, epoch: 2 });
    expect(outcomeOf(world)).toMatchObject({ kind: 'sync-broken', reason: expect.stringContaining('taken over') });
    expect([...world.begun.keys()]).toEqual(['collect/2']);
  });

  it('of which the player has said that it came is said again after a cut', () => {
    const world = waiting();
    world.tell({ kind: 'call-ended', call: 1, cause: 'a cut' });
    world.say(2, claimOf({ kind: 'continue-run', heardCount: 0 }));
    expect(world.repliesTo(2)).toContainEqual({ kind: 'sync-reached', phase: 'run', name: 'meet' });
    expect(outcomeOf(world)).toBeNull();
  });
});
