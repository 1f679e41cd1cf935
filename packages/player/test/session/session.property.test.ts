import type { Claim, ControlCommand, StartInstant } from '@conductor/protocol';
import { type Outcome, PHASES, type Step } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SessionConductor } from './session-conductor.ts';
import { checkLaws } from './session-laws.ts';
import { RUN, SessionWorld } from './session-world.ts';
import { CLAIM, claimOf, heartbeat, POLICIES, step } from './trial-fixture.ts';

/** One thing that happens to a session. */
type Move = (world: SessionWorld, conductor: SessionConductor) => void;

const kinds = fc.constantFrom<Step['kind']>('step', 'step', 'spawn', 'timeout', 'fetch', 'ready');
const list = fc
  .array(fc.record({ kind: kinds, forkable: fc.boolean(), retries: fc.nat(2) }), { maxLength: 4 })
  .map((plans) =>
    plans.map(({ kind, forkable, retries }, at) => {
      const plan = { ...step(at + 1, kind), ...(kind === 'step' && retries > 0 ? { retries } : {}) };
      return forkable ? plan : { ...plan, key: `unforkable${at}` };
    }),
  );
const phases = fc.record({ startup: list, run: list, collect: list, reset: list });
const policies = fc.record({
  onFailure: fc.constantFrom('continue' as const, 'stop' as const),
  onDisconnect: fc.constantFrom('reset' as const, 'finish' as const),
  live: fc.boolean(),
});
const phase = fc.constantFrom(...PHASES);
const START: StartInstant = { startNs: 5n, latestNs: null, maySpin: true };
const outcome = fc.constantFrom<Outcome>(
  { kind: 'exited', code: 0 },
  { kind: 'exited', code: 1 },
  { kind: 'signaled', signal: 'SIGSEGV' },
  { kind: 'deadline', limitMs: 1, exit: { kind: 'code', code: 0 } },
);

const load = fc.record({ phases, policies }).map(
  ({ phases: all, policies: rules }): ControlCommand => ({
    kind: 'load-trial',
    trial: { caseName: '', trial: 1 },
    policies: { ...POLICIES, ...rules },
    phases: all,
    secrets: [],
  }),
);
const anyCommand: fc.Arbitrary<ControlCommand> = fc.oneof(
  load,
  fc.constant<ControlCommand>(CLAIM),
  phase.map((name): ControlCommand => ({ kind: 'arm-phase', phase: name })),
  fc.record({ kind: fc.constant('start-phase' as const), phase, at: fc.constantFrom(null, START) }),
  phase.map((name): ControlCommand => ({ kind: 'end-phase', phase: name })),
  fc.constant<ControlCommand>({ kind: 'stop-trial', reason: 'Ctrl-C' }),
  fc.boolean().map((waiveReset): ControlCommand => ({ kind: 'close-trial', waiveReset })),
  fc.constant<ControlCommand>(heartbeat()),
  fc.constant<ControlCommand>({ kind: 'release-player' }),
);

/** What a conductor that follows the protocol says next: it reads what the player has answered. */
const sensible: fc.Arbitrary<Move> = fc.constant((_, conductor) => conductor.goOn());

const loading: fc.Arbitrary<Move> = load.map((command) => (world, conductor) => {
  if (world.session.holder && !world.session.trial) conductor.say(command);
});
const delivery: fc.Arbitrary<Move> = fc.nat(8).map((choice) => (world) => world.deliver(choice));
const ending: fc.Arbitrary<Move> = fc.record({ choice: fc.nat(8), how: outcome }).map(
  ({ choice, how }) =>
    (world) =>
      world.endStep(choice, how),
);
const stop: fc.Arbitrary<Move> = fc.constant((world: SessionWorld, conductor: SessionConductor) => {
  if (world.session.trial) conductor.say({ kind: 'stop-trial', reason: 'Ctrl-C' });
});
const cut: fc.Arbitrary<Move> = fc
  .record({ inVain: fc.boolean(), lostReplies: fc.nat(3), isNoticed: fc.boolean() })
  .map((how) => (_: SessionWorld, conductor: SessionConductor) => conductor.cut(how));
const rejoin: fc.Arbitrary<Move> = fc.constant((_, conductor) => conductor.rejoin());
const beat: fc.Arbitrary<Move> = fc.constant((_, conductor) => conductor.beat());
const anyClaim = fc.oneof(
  fc.constant<Claim>({ kind: 'new-run' }),
  fc.nat(9).map((heardCount): Claim => ({ kind: 'continue-run', heardCount })),
  fc.constant<Claim>({ kind: 'take-over-run' }),
);
const anyRun = fc.record({ runId: fc.constantFrom(RUN.runId, 'other'), epoch: fc.constantFrom(1, 2, 3) });
const trouble: fc.Arbitrary<Move> = fc.oneof(
  anyCommand.map((command) => (_: SessionWorld, conductor: SessionConductor) => conductor.say(command)),
  anyCommand.map((command) => (world: SessionWorld) => world.say(2, command)),
  fc.record({ claim: anyClaim, run: anyRun, call: fc.integer({ min: 3, max: 9 }) }).map(
    ({ claim, run, call }) =>
      (world: SessionWorld) =>
        world.say(call, claimOf(claim), run),
  ),
  fc.constant((world: SessionWorld) => world.say(world.call ?? 1, heartbeat(), { runId: 'other', epoch: 1 })),
  fc.constant((world: SessionWorld) => world.tell({ kind: 'call-ended', call: world.call ?? 1, cause: 'a cut' })),
  fc.constant((world: SessionWorld) => world.tell({ kind: 'leave-asked', signal: 'SIGTERM' })),
  fc.constant((world: SessionWorld) => world.tell({ kind: 'journal-failed', reason: 'the disk is full' })),
  fc.nat(40_000).map((ms) => (world: SessionWorld) => world.pass(ms)),
);
const move = fc.oneof(
  { weight: 6, arbitrary: sensible },
  { weight: 6, arbitrary: delivery },
  { weight: 4, arbitrary: ending },
  { weight: 1, arbitrary: loading },
  { weight: 1, arbitrary: stop },
  { weight: 1, arbitrary: cut },
  { weight: 2, arbitrary: rejoin },
  { weight: 1, arbitrary: beat },
  { weight: 1, arbitrary: trouble },
);
// Long enough for all four phases.
const moves = fc.array(move, { maxLength: 200, size: 'max' });

/** A claimed player with a trial, after all these moves. */
function livedWorld(command: ControlCommand, moves: readonly Move[]) {
  const world = new SessionWorld();
  const conductor = new SessionConductor(world);
  conductor.claim({ kind: 'new-run' });
  conductor.say(command);
  for (const act of moves) act(world, conductor);
  return { world, conductor };
}

describe('a session, whatever happens', () => {
  it('begins each step at most once and in order, nothing after a stop, and pays the Reset that it owes', () => {
    fc.assert(
      fc.property(load, moves, (command, all) => {
        const { world } = livedWorld(command, all);
        checkLaws(world.seen);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is free again after the conductor is lost at any moment, with Reset paid', () => {
    fc.assert(
      fc.property(load, moves, (command, all) => {
        const { world } = livedWorld(command, all);
        const { call } = world;
        if (call !== null) world.tell({ kind: 'call-ended', call, cause: 'the conductor was killed' });
        world.pass(POLICIES.leaseMs + 1);
        finish(world);
        checkLaws(world.seen);
        expect(world.session.holder).toBeNull();
        expect(world.session.trial).toBeNull();
        expect(world.runningCount).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves after SIGTERM at any moment, with Reset paid', () => {
    fc.assert(
      fc.property(load, moves, (command, all) => {
        const { world } = livedWorld(command, all);
        world.tell({ kind: 'leave-asked', signal: 'SIGTERM' });
        finish(world);
        checkLaws(world.seen);
        expect(world.left).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('goes through all phases with a conductor that follows the protocol, through cuts, and each side hears all once', () => {
    fc.assert(
      fc.property(load, fc.array(between, { maxLength: 80, size: 'max' }), (command, all) => {
        const { world, conductor } = livedWorld(command, []);
        for (const act of all) {
          conductor.goOn();
          act(world, conductor);
        }
        for (let rounds = 0; world.session.trial && rounds < 200; rounds += 1) {
          conductor.rejoin();
          conductor.goOn();
          finish(world);
        }
        finish(world);
        conductor.rejoin();
        conductor.goOn();
        checkLaws(world.seen);
        expect(conductor.refusal).toBeNull();
        expect(conductor.heard).toEqual(world.said.get(1));
        expect(conductor.heard.map(nameOf)).toEqual(expect.arrayContaining(['trial-closed', ...MILESTONES]));
        expect(conductor.heard).toHaveLength(MILESTONES.length + 2);
      }),
      { numRuns: 500 },
    );
  });

  it('gives itself to who takes the run over, between phases, with nothing of Startup and Run still alive', () => {
    fc.assert(
      fc.property(load, fc.array(between, { maxLength: 80, size: 'max' }), (command, all) => {
        const { world, conductor } = livedWorld(command, []);
        for (const act of all) {
          conductor.goOn();
          act(world, conductor);
        }
        const wasOpen = world.session.trial !== null && world.session.trial.ending === null;
        const successor = new SessionConductor(world, 2);
        successor.claim({ kind: 'take-over-run' });
        finish(world);
        expect(world.session.holder).toMatchObject({ run: { epoch: 2 }, claim: 'answered' });
        expect(world.session.trial !== null).toBe(wasOpen);
        expect(world.session.trial?.phase ?? null).toBeNull();
        for (let rounds = 0; world.session.trial && rounds < 20; rounds += 1) {
          successor.goOn();
          finish(world);
        }
        checkLaws(world.seen);
        expect(world.session.trial).toBeNull();
        expect(world.runningCount).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

const between: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: delivery },
  { weight: 3, arbitrary: ending },
  { weight: 1, arbitrary: cut },
  { weight: 2, arbitrary: rejoin },
  { weight: 1, arbitrary: beat },
  // Far less than a lease.
  { weight: 1, arbitrary: fc.nat(100).map((ms) => (world: SessionWorld) => world.pass(ms)) },
);

const MILESTONES = PHASES.flatMap((phase) =>
  ['phase-armed', 'phase-started', 'steps-done', 'phase-finished', 'results-acknowledged'].map(
    (milestone) => `${milestone} ${phase}`,
  ),
);

/** Everything that the world owes is told, and every command ends. */
function finish(world: SessionWorld): void {
  for (let rounds = 0; rounds < 100; rounds += 1) {
    world.settle();
    if (world.runningCount === 0) return;
    world.endStep(0, { kind: 'exited', code: 0 });
  }
}

function nameOf(reply: { readonly kind: string; readonly phase?: unknown }): string {
  return typeof reply.phase === 'string' ? `${reply.kind} ${reply.phase}` : reply.kind;
}
