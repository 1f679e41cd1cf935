import type { ControlCommand } from '@conductor/protocol';
import { type Outcome, PHASES, type Step } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLaws } from './session-laws.ts';
import { SessionWorld } from './session-world.ts';
import { CLAIM, heartbeat, POLICIES, step } from './trial-fixture.ts';

/** One thing that happens to a session. */
type Move = (world: SessionWorld) => void;

const kinds = fc.constantFrom<Step['kind']>('step', 'step', 'spawn', 'timeout', 'fetch');
const list = fc.array(fc.record({ kind: kinds, forkable: fc.boolean() }), { maxLength: 4 }).map((plans) =>
  plans.map(({ kind, forkable }, at) => {
    const plan = step(at + 1, kind);
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
  }),
);
const anyCommand: fc.Arbitrary<ControlCommand> = fc.oneof(
  load,
  fc.constant<ControlCommand>(CLAIM),
  phase.map((name): ControlCommand => ({ kind: 'arm-phase', phase: name })),
  fc.record({ kind: fc.constant('start-phase' as const), phase, startNs: fc.constantFrom(null, 5n) }),
  phase.map((name): ControlCommand => ({ kind: 'end-phase', phase: name })),
  fc.constant<ControlCommand>({ kind: 'stop-trial', reason: 'Ctrl-C' }),
  fc.boolean().map((waiveReset): ControlCommand => ({ kind: 'close-trial', waiveReset })),
  fc.constant<ControlCommand>(heartbeat()),
  fc.constant<ControlCommand>({ kind: 'release-player' }),
);

/** What a conductor that follows the protocol says next: it reads what the player has answered. */
const sensible: fc.Arbitrary<Move> = fc.constant((world: SessionWorld) => {
  const { holder, trial } = world.session;
  if (!holder) world.say(1, CLAIM);
  if (holder?.call !== 1 || !trial || trial.ending || trial.stage !== 'loaded') return;
  const state = trial.phase;
  if (state?.stage === 'armed') world.say(1, { kind: 'start-phase', phase: state.phase, startNs: null });
  else if (state?.stage === 'done') world.say(1, { kind: 'end-phase', phase: state.phase });
  else if (!state) sayNext(world);
});

function sayNext(world: SessionWorld): void {
  const { trial } = world.session;
  const next = PHASES[trial?.lastPhase ? PHASES.indexOf(trial.lastPhase) + 1 : 0];
  if (next) world.say(1, { kind: 'arm-phase', phase: next });
  else world.say(1, { kind: 'close-trial', waiveReset: false });
}

const loading: fc.Arbitrary<Move> = load.map((command) => (world) => {
  if (world.session.holder?.call === 1 && !world.session.trial) world.say(1, command);
});
const delivery: fc.Arbitrary<Move> = fc.nat(8).map((choice) => (world) => world.deliver(choice));
const ending: fc.Arbitrary<Move> = fc.record({ choice: fc.nat(8), how: outcome }).map(
  ({ choice, how }) =>
    (world) =>
      world.endStep(choice, how),
);
const stop: fc.Arbitrary<Move> = fc.constant((world: SessionWorld) => {
  if (world.session.trial && world.session.holder?.call === 1) world.say(1, { kind: 'stop-trial', reason: 'Ctrl-C' });
});
const trouble: fc.Arbitrary<Move> = fc.oneof(
  anyCommand.map((command) => (world: SessionWorld) => world.say(1, command)),
  anyCommand.map((command) => (world: SessionWorld) => world.say(2, command)),
  fc.constant((world: SessionWorld) => world.say(1, heartbeat(), { runId: 'other', epoch: 1 })),
  fc.constant((world: SessionWorld) => world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' })),
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
  { weight: 1, arbitrary: trouble },
);
// Long enough for all four phases.
const moves = fc.array(move, { maxLength: 200, size: 'max' });

/** A claimed player with a trial. */
function loadedWorld(command: ControlCommand): SessionWorld {
  const world = new SessionWorld();
  world.say(1, CLAIM);
  world.say(1, command);
  return world;
}

describe('a session, whatever happens', () => {
  it('begins each step at most once and in order, nothing after a stop, and pays the Reset that it owes', () => {
    fc.assert(
      fc.property(load, moves, (command, all) => {
        const world = loadedWorld(command);
        for (const act of all) act(world);
        checkLaws(world.seen);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is free again after the conductor is lost at any moment, with Reset paid', () => {
    fc.assert(
      fc.property(load, moves, (command, all) => {
        const world = loadedWorld(command);
        for (const act of all) act(world);
        const call = world.session.holder?.call;
        if (call) world.tell({ kind: 'call-ended', call, cause: 'the conductor was killed' });
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
        const world = loadedWorld(command);
        for (const act of all) act(world);
        world.tell({ kind: 'leave-asked', signal: 'SIGTERM' });
        finish(world);
        checkLaws(world.seen);
        expect(world.left).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('answers a conductor that follows the protocol in every phase', () => {
    fc.assert(
      fc.property(
        load,
        fc.array(fc.oneof(delivery, ending), { maxLength: 60, size: 'max' }),
        sensible,
        (command, all, next) => {
          const world = loadedWorld(command);
          for (const act of all) {
            next(world);
            act(world);
          }
          for (let rounds = 0; world.session.trial && rounds < 200; rounds += 1) {
            next(world);
            finish(world);
          }
          finish(world);
          const said = world.seen.flatMap((item) => (item.kind === 'reply' ? [nameOf(item.reply)] : []));
          for (const name of PHASES) {
            for (const milestone of [
              'phase-armed',
              'phase-started',
              'steps-done',
              'phase-finished',
              'results-acknowledged',
            ]) {
              expect(said.filter((word) => word === `${milestone} ${name}`)).toHaveLength(1);
            }
          }
          expect(said).toContain('trial-closed');
        },
      ),
      { numRuns: 300 },
    );
  });
});

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
