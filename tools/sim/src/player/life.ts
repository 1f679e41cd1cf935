import {
  type CallId,
  type KeptTrial,
  LeaseTimer,
  runningLease,
  type Session,
  type SessionEffect,
  type SessionEvent,
} from '@conductor/player/session';
import type { ControlReply, ControlRequest } from '@conductor/protocol';
import { PHASES } from '@conductor/types';
import { brief } from '../brief.ts';
import type { Side } from '../network/connection.ts';
import { Program } from '../program.ts';
import { Conversations } from './conversations.ts';
import type { TrialOnDisk } from './kept-trial.ts';
import type { LifeGround } from './life-ground.ts';
import { OpenTrial } from './open-trial.ts';
import type { FindTrial } from './serve-results.ts';

/** How long acknowledgements are waited for when a run is released, or the player ends. */
const LAST_WORD_MS = 2_000;

/** One life of a player: the session, and a host that performs what it wants, with every delay that a real one has. */
export class PlayerLife {
  readonly program: Program;
  readonly #ground: LifeGround;
  readonly #conversations: Conversations;
  readonly #leaseTimer: LeaseTimer;
  readonly #events: SessionEvent[] = [];
  readonly #stopsSaid = new WeakSet<ControlReply>();
  #session: Session;
  #open: OpenTrial | null = null;
  #isBusy = false;

  constructor(ground: LifeGround) {
    this.#ground = ground;
    this.program = new Program(ground.world.timeline, ground.world.random() < 0.5);
    this.#leaseTimer = new LeaseTimer(
      { monotonicNs: () => ground.clock.monotonicNs },
      () => this.tell({ kind: 'tick' }),
      (ms, deed) => this.#after(ms, deed),
    );
    this.#session = ground.machines.freeSession;
    if (ground.takenUp !== null) this.#goOn(ground.takenUp);
    this.#conversations = new Conversations({
      program: this.program,
      clock: ground.clock,
      find: this.#find,
      kept: () => [...ground.disk].map(({ kept }) => kept.run.runId),
      onRequest: (call, request) => this.#hear(call, request),
      onEnd: (call, cause) => this.tell({ kind: 'call-ended', call, cause }),
    });
  }

  #goOn({ trial, returned }: NonNullable<LifeGround['takenUp']>): void {
    const { world, script, clock, machines } = this.#ground;
    const tell = (event: SessionEvent) => this.tell(event);
    this.#open = new OpenTrial(trial.kept, { ...this.#ground, program: this.program, tell }, trial);
    this.#session = machines.returnedSession(returned, clock);
    this.#leaseTimer.set(runningLease(this.#session));
    world.see({ kind: 'held', player: script.name, runId: trial.kept.run.runId });
  }

  /** Written down; then the host goes down, or it is told that it does not. */
  #rebootHost({ step, plan, before }: SessionEffect & { kind: 'reboot-host' }): void {
    const { world, onReboot } = this.#ground;
    const trial = this.#open?.trial;
    if (!trial) return;
    const beganMs = world.nowMs;
    onReboot(trial, { step, plan, before, beganMs }, () => {
      const outcome = { kind: 'reboot-failed', reason: 'this host stays up' } as const;
      this.program.tell(() => this.tell({ kind: 'step-ended', step, outcome, durationMs: world.nowMs - beganMs }));
    });
  }

  get session(): Session {
    return this.#session;
  }

  /** The trial that was open when the life ended. */
  get openTrial(): TrialOnDisk | null {
    return this.#open?.trial ?? null;
  }

  /** Takes a connection whose first word has come. */
  take(side: Side): void {
    this.#conversations.take(side);
  }

  /** Takes an event in; events that come meanwhile wait for their turn. */
  tell(event: SessionEvent): void {
    this.#events.push(event);
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#events.shift(); next; next = this.#events.shift()) this.#take(next);
    this.#isBusy = false;
  }

  #hear(call: CallId, request: ControlRequest): void {
    const { world, script } = this.#ground;
    const { runId } = request.run;
    const heldBefore = this.#session.holder?.run.runId;
    this.tell({ kind: 'command', call, who: `conductor of ${runId}`, request });
    const isHolder = heldBefore === runId || this.#session.holder?.run.runId === runId;
    if (isHolder) world.see({ kind: 'heard', player: script.name });
  }

  #after(ms: number, deed: () => void): () => void {
    let isWanted = true;
    this.program.after(ms, () => {
      if (isWanted) deed();
    });
    return () => {
      isWanted = false;
    };
  }

  #take(event: SessionEvent): void {
    const { world, machines, script } = this.#ground;
    if (event.kind !== 'tick') world.tell(script.name, () => `told ${brief(event)}`);
    const before = this.#session;
    const { session, effects } = machines.nextSession(before, event, this.#ground.clock);
    this.#session = session;
    this.#leaseTimer.set(runningLease(session));
    this.#seeHolder(before);
    for (const effect of effects) this.#perform(effect);
    if (before.holder !== session.holder) this.#conversations.lookAgain();
  }

  #seeHolder({ holder: before }: Session): void {
    const { world, script } = this.#ground;
    const player = script.name;
    const { runId, epoch } = this.#session.holder?.run ?? {};
    if (before && before.run.runId === runId) {
      if (epoch !== undefined && before.run.epoch !== epoch) world.see({ kind: 'taken-over', player, runId, epoch });
      return;
    }
    if (before) world.see({ kind: 'freed', player });
    if (runId !== undefined) world.see({ kind: 'held', player, runId });
  }

  #perform(effect: SessionEffect): void {
    const open = this.#open;
    const { world, script } = this.#ground;
    if (effect.kind !== 'reply-heartbeat') world.tell(script.name, () => `does ${brief(effect)}`);
    switch (effect.kind) {
      case 'reply':
        this.#reply(effect.call, effect.reply);
        return;
      case 'reply-heartbeat':
        this.#replyHeartbeat(effect);
        return;
      case 'hang-up':
        this.#conversations.hangUp(effect.call, world.about(0, 5));
        return;
      case 'keep-trial':
        this.#keepTrial(effect.trial);
        return;
      case 'promise-reset':
        this.#promiseReset();
        return;
      case 'journal':
        open?.journal(effect.entry);
        return;
      case 'fork-gate':
        open?.steps.fork(effect.step, effect.plan);
        return;
      case 'drop-gate':
        open?.steps.drop(effect.step);
        return;
      case 'await-start':
        this.#awaitStart(effect);
        return;
      case 'open-gate':
        open?.steps.open(effect.step);
        return;
      case 'fetch-files':
        open?.fetches.begin(effect.step);
        return;
      case 'stop-steps':
        open?.fetches.stop(effect.current, effect.reason);
        open?.steps.stop(effect.current, effect.phases, effect.reason);
        return;
      case 'settle-phase':
        open?.steps.settle(effect.over, (leftovers) => {
          this.tell({ kind: 'phase-settled', phase: effect.phase, containment: 'sweep', leftovers });
        });
        return;
      case 'settle-trial':
        open?.steps.settle(PHASES, (leftovers) => this.tell({ kind: 'trial-settled', leftovers }));
        return;
      case 'await-results':
        open?.awaitHolding(() => {
          if (this.#open === open) this.tell({ kind: 'results-held', phase: effect.phase });
        });
        return;
      case 'hold-results':
        open?.hold(effect.held);
        return;
      case 'close-results':
        open?.close();
        this.#open = null;
        return;
      case 'forget-run':
        this.#forgetRun(effect.run.runId);
        return;
      case 'leave':
        this.program.after(world.about(0, LAST_WORD_MS), () => this.#ground.onLeave());
        return;
      case 'reboot-host':
        this.#rebootHost(effect);
        return;
      // No scenario has a step that waits for its host.
      case 'await-ready':
      case 'supply-secrets':
      case 'dismiss-guardian':
      case 'log':
        return;
      default:
        effect satisfies never;
    }
  }

  /** A host comes to an instant a little late, and sometimes much. */
  #awaitStart({ phase, at }: SessionEffect & { kind: 'await-start' }): void {
    const { world, script, clock } = this.#ground;
    const trial = this.#open?.trial.name ?? '';
    world.see({ kind: 'ordered', player: script.name, trial, phase, ...at });
    const lateMs = world.random() < 0.02 ? world.about(1, 100) : world.about(0.001, 0.5);
    this.program.after(Math.max(0, clock.msUntil(at.startNs)) + lateMs, () => this.tell({ kind: 'start-due', phase }));
  }

  #reply(call: CallId, reply: ControlReply): void {
    const { world, script } = this.#ground;
    // Who waited for its claim to be answered had nothing to say, and was there.
    if (reply.kind === 'player-claimed') world.see({ kind: 'heard', player: script.name });
    // Said again over another connection, it is old.
    if (reply.kind === 'trial-stopped' && this.#open && !this.#stopsSaid.has(reply)) {
      this.#stopsSaid.add(reply);
      world.see({ kind: 'stop-said', player: script.name, trial: this.#open.trial.name });
    }
    this.#conversations.call(call)?.send({ kind: 'reply', reply });
  }

  #replyHeartbeat({ call, beat }: SessionEffect & { kind: 'reply-heartbeat' }): void {
    const { wall: wallTime, monotonicNs } = this.#ground.clock;
    const trial = this.#open?.trial;
    const pendingBytes = trial ? trial.records.length - trial.heldCount : 0;
    const runningCount = this.#open?.steps.runningCount ?? 0;
    this.#reply(call, { kind: 'heartbeat-reply', ...beat, monotonicNs, wallTime, runningCount, pendingBytes });
  }

  /** Written, and guarded, before that is told. */
  #keepTrial(kept: KeptTrial): void {
    const { world, script, disk, isDiskFull } = this.#ground;
    const tell = (event: SessionEvent) => this.tell(event);
    if (isDiskFull()) {
      this.program.after(world.about(0, 5), () => {
        tell({ kind: 'trial-not-kept', reason: 'the trial cannot be kept: no space left on device' });
      });
      return;
    }
    this.#open = new OpenTrial(kept, { ...this.#ground, program: this.program, tell });
    const { trial } = this.#open;
    disk.add(trial);
    world.see({ kind: 'loaded', player: script.name, trial: trial.name, runId: kept.run.runId });
    this.program.after(world.about(1, 30), () => tell({ kind: 'trial-kept' }));
    this.#conversations.lookAgain();
  }

  #promiseReset(): void {
    const { world, script } = this.#ground;
    const trial = this.#open?.trial;
    this.program.after(world.about(1, 20), () => {
      if (trial && script.isGuarded) {
        trial.isArmed = true;
        this.tell({ kind: 'reset-promised' });
      } else {
        this.tell({ kind: 'reset-not-promised', reason: 'the guardian is gone' });
      }
    });
  }

  #forgetRun(runId: string): void {
    const { disk, world } = this.#ground;
    this.program.after(world.about(0, LAST_WORD_MS), () => {
      for (const trial of disk) if (trial.kept.run.runId === runId && trial.isCollected) disk.delete(trial);
    });
  }

  readonly #find: FindTrial = ({ run, trial }) => {
    const known = [...this.#ground.disk].find(
      ({ kept }) => kept.run.runId === run.runId && kept.trial.trial === trial.trial,
    );
    if (known) return known;
    return this.#session.holder?.run.runId === run.runId ? 'await' : null;
  };
}
