import type { Phase } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { RUN, SessionWorld } from './session-world.ts';
import { CLAIM, claimOf, heartbeat, POLICIES, phases, steps } from './trial-fixture.ts';
import { DONE, loadedWorld, PLAN, start, worldIn } from './worlds.ts';

const TAKE_OVER = claimOf({ kind: 'take-over-run' });
const NEXT = { ...RUN, epoch: 2 };

describe('who takes a run over', () => {
  it('in Run: it is stopped, and the player is theirs when Run is over', () => {
    const world = worldIn('run');
    world.say(2, TAKE_OVER, NEXT);
    expect(world.repliesTo(1).at(-1)).toMatchObject({
      reason: 'fenced',
      message: `run ${RUN.runId} was taken over by conductor 2 (epoch 2)`,
    });
    expect(world.repliesTo(2)).toEqual([]);
    world.settle();
    const openTrial = { trial: { caseName: '', trial: 1 }, lastPhase: 'run', resetOwed: true };
    expect(world.repliesTo(2)).toEqual([{ kind: 'player-claimed', takenCount: 0, openTrial }]);
    world.say(2, { kind: 'arm-phase', phase: 'collect' }, NEXT);
    world.settle();
    expect(world.repliesTo(2).at(-1)).toEqual({ kind: 'phase-armed', phase: 'collect' });
  });

  it('while a phase is armed: it never starts', () => {
    const world = loadedWorld(PLAN);
    world.say(1, { kind: 'arm-phase', phase: 'startup' });
    world.settle();
    world.say(2, TAKE_OVER, NEXT);
    world.settle();
    expect(world.repliesTo(2)).toMatchObject([{ openTrial: { lastPhase: 'startup', resetOwed: false } }]);
    world.say(2, { kind: 'arm-phase', phase: 'run' }, NEXT);
    expect(world.repliesTo(2).at(-1)).toMatchObject({ kind: 'phase-not-started' });
  });

  it.each(['collect', 'reset'] as const)('in %s: it runs to its end first', (phase) => {
    const world = worldIn(phase);
    world.say(2, TAKE_OVER, NEXT);
    world.settle();
    expect(world.repliesTo(2)).toEqual([]);
    while (world.runningCount > 0) {
      world.endStep(0, DONE);
      world.settle();
    }
    expect(ended(world, phase)).toEqual(PLAN[phase].map(() => 'exited'));
    const resetOwed = phase === 'collect';
    expect(world.repliesTo(2)).toMatchObject([{ openTrial: { lastPhase: phase, resetOwed } }]);
  });

  it('may wait longer than a lease, as long as its call stands', () => {
    const world = worldIn('reset');
    world.say(2, TAKE_OVER, NEXT);
    world.pass(10 * POLICIES.leaseMs);
    world.say(2, heartbeat(), NEXT);
    world.endStep(0, DONE);
    world.settle();
    expect(world.repliesTo(2).at(-1)).toMatchObject({ kind: 'player-claimed' });
  });

  it('and is cut while it waits has a lease to come back', () => {
    const world = worldIn('reset');
    world.say(2, TAKE_OVER, NEXT);
    world.pass(10 * POLICIES.leaseMs);
    world.tell({ kind: 'call-ended', call: 2, cause: 'the cable was pulled' });
    world.pass(POLICIES.leaseMs - 1);
    world.say(3, claimOf({ kind: 'continue-run', heardCount: 0 }), NEXT);
    world.endStep(0, DONE);
    world.settle();
    expect(world.repliesTo(3)).toMatchObject([{ kind: 'player-claimed' }]);
  });

  it('after the lease: it is answered when the player has reset', () => {
    const world = worldIn('run');
    world.pass(POLICIES.leaseMs + 1);
    world.say(2, TAKE_OVER, NEXT);
    world.settle();
    expect(world.repliesTo(2)).toEqual([]);
    world.endStep(0, DONE);
    world.settle();
    expect(world.repliesTo(2)).toEqual([{ kind: 'player-claimed', takenCount: 0, openTrial: null }]);
    expect(world.session.past).toBeNull();
  });

  it('after the lease, while the player finishes its Run: it is stopped, and nothing more of it begins', () => {
    const world = new SessionWorld();
    world.say(1, CLAIM);
    const plan = phases({ run: steps('sleep 100', 'true'), reset: steps('true') });
    const policies = { ...POLICIES, onDisconnect: 'finish' } as const;
    world.say(1, { kind: 'load-trial', trial: { caseName: '', trial: 1 }, policies, phases: plan, secrets: [] });
    world.settle();
    start(world, 'run');
    world.pass(POLICIES.leaseMs + 1);
    expect(world.runningCount).toBe(1);
    world.say(2, TAKE_OVER, NEXT);
    world.settle();
    expect(ended(world, 'run')).toEqual(['stopped', 'skipped']);
    expect(world.repliesTo(2)).toEqual([{ kind: 'player-claimed', takenCount: 0, openTrial: null }]);
  });

  it('of a player that is free, or never heard of the run, gets it at once', () => {
    const world = new SessionWorld();
    world.say(2, TAKE_OVER, NEXT);
    expect(world.repliesTo(2)).toEqual([{ kind: 'player-claimed', takenCount: 0, openTrial: null }]);
  });

  it('needs a higher epoch, and the same run', () => {
    const world = worldIn('run');
    world.say(2, TAKE_OVER, RUN);
    expect(world.repliesTo(2)).toMatchObject([{ reason: 'fenced', message: expect.stringContaining('at epoch 1') }]);
    world.say(3, TAKE_OVER, { runId: 'other', epoch: 9 });
    expect(world.repliesTo(3)).toMatchObject([{ reason: 'busy' }]);
  });

  it('fences the one before, also when that one comes back', () => {
    const world = worldIn('run');
    world.say(2, TAKE_OVER, NEXT);
    world.say(3, claimOf({ kind: 'continue-run', heardCount: 0 }), RUN);
    expect(world.repliesTo(3)).toMatchObject([
      {
        reason: 'fenced',
        message: `run ${RUN.runId} was taken over by conductor 2 and goes on under epoch 2; epoch 1 is over`,
      },
    ]);
  });

  it('fences the one before also when it is gone itself, and has left nothing', () => {
    const world = new SessionWorld();
    world.say(1, CLAIM);
    world.say(2, TAKE_OVER, NEXT);
    world.tell({ kind: 'call-ended', call: 2, cause: 'cut' });
    expect(world.session.holder).toBeNull();
    world.say(3, CLAIM, RUN);
    expect(world.repliesTo(3)).toMatchObject([
      {
        reason: 'fenced',
        message: `run ${RUN.runId} was taken over and went on under epoch 2; epoch 1 is over`,
      },
    ]);
  });

  it('may say nothing before it is answered', () => {
    const world = worldIn('reset');
    world.say(2, TAKE_OVER, NEXT);
    world.say(2, { kind: 'close-trial', waiveReset: true }, NEXT);
    expect(world.repliesTo(2)).toMatchObject([{ reason: 'protocol' }]);
    world.settle();
    world.endStep(0, DONE);
    world.settle();
    expect(world.session.past).toMatchObject({ kind: 'lost', reset: 'paid' });
  });
});

it('who comes second hears how long the holder was silent, and when the player frees itself at the latest', () => {
  const world = worldIn('run');
  world.pass(12_000);
  world.say(2, CLAIM, { runId: 'other', epoch: 1 });
  // 18 s of the lease, 5 s to end what runs, 35.25 s for Reset.
  expect(world.repliesTo(2)).toMatchObject([
    {
      reason: 'busy',
      holder: { epoch: 1, silentMs: 12_000, leaseMs: 30_000 },
      message: expect.stringMatching(
        /has said nothing for 12 s; when it stays silent, .* frees itself within 58\.3 s$/,
      ),
    },
  ]);
});

function ended(world: SessionWorld, phase: Phase): string[] {
  return world.seen.flatMap((item) =>
    item.kind === 'journal' && item.entry.kind === 'step-ended' && item.entry.step.phase === phase
      ? [item.entry.outcome.kind]
      : [],
  );
}
