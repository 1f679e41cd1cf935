import { type CollectorFrame, readClocks } from '@conductor/protocol';
import { ConductorError, type PlayerCondition, type ResetState, type RunRef, type Secret } from '@conductor/types';
import type { CallerAudit } from './audit/caller-audit.ts';
import { holderEntries } from './audit/holder-entries.ts';
import { ControlCalls, type ReplyTarget } from './control-calls.ts';
import { DueStart } from './due-start.ts';
import { LeaseTimer } from './lease-timer.ts';
import { LOAD_TURNS } from './load-turns.ts';
import { OpenTrial, type TrialGround } from './open-trial.ts';
import type { TakenUpTrial } from './reboot/take-up-trial.ts';
import type { EarlierTrial } from './recovery/earlier-trial.ts';
import { PlayerResults } from './results/player-results.ts';
import type { TrialResults } from './results/trial-results.ts';
import { isAheadOfReset, refusedOnFullDisk } from './session/ahead-of-reset.ts';
import { beginsReset } from './session/begins-reset.ts';
import { conditionOf } from './session/condition.ts';
import { isPreparation } from './session/is-preparation.ts';
import { runningLease } from './session/lease.ts';
import { nextSession } from './session/next-session.ts';
import { returnedSession } from './session/returned-session.ts';
import { type CallId, FREE_SESSION, type Session } from './session/session.ts';
import type { Heartbeat, SessionEffect } from './session/session-effect.ts';
import type { SessionEvent } from './session/session-event.ts';
import type { Moment } from './session/turn.ts';
import type { SpoolKeeper } from './spool/spool-keeper.ts';
import { newPlace } from './trial-place.ts';

/** What is needed besides what trials need. */
export interface PerformOptions extends Omit<TrialGround, 'tell'> {
  readonly keeper: SpoolKeeper;
  readonly callers: Pick<CallerAudit, 'refused'>;
  /** What earlier lives of the player left. */
  readonly earlier: readonly EarlierTrial[];
  /** The trial that goes on, since a step of it rebooted the host; `null` is none. */
  readonly takenUp: TakenUpTrial | null;
  /** Nothing is owed any more, and the player was asked to end. */
  readonly onLeave: () => void;
}

/** The shell around the session: takes events one after another, and performs what they lead to. */
export class PerformedSession implements Disposable {
  readonly #options: PerformOptions;
  readonly #ground: TrialGround;
  readonly #calls: ControlCalls;
  readonly #dueStart: DueStart;
  readonly #kept: PlayerResults;
  readonly #events: SessionEvent[] = [];
  readonly #leaseTimer: LeaseTimer;
  #session: Session = FREE_SESSION;
  #open: OpenTrial | null = null;
  /** Resolves when no guardian of a trial that is over is left: one that lives could begin its Reset. */
  #dismissed: Promise<void> = Promise.resolve();
  readonly #end = new AbortController();
  #busy = false;

  constructor(options: PerformOptions) {
    this.#options = options;
    this.#ground = { ...options, tell: (event) => this.tell(event) };
    this.#calls = new ControlCalls(options.callers);
    this.#dueStart = new DueStart(options.clock);
    this.#kept = new PlayerResults({
      ...options,
      onClosed: (folder, results) => void options.keeper.noteCollected(folder, results),
    });
    this.#leaseTimer = new LeaseTimer(options.clock, () => this.tell({ kind: 'tick' }));
    if (options.takenUp !== null) this.#goOn(options.takenUp);
  }

  /** Takes an event in; events that come meanwhile wait for their turn, and what comes after the end is nobody's. */
  tell(event: SessionEvent): void {
    if (this.#end.signal.aborted) return;
    this.#events.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) this.#take(next);
    } finally {
      this.#busy = false;
    }
  }

  /** A control conversation has begun; its replies go there. Returns what it is called from now on. */
  addCall(target: ReplyTarget): CallId {
    return this.#calls.add(target);
  }

  /** A control conversation is over. */
  endCall(call: CallId, cause: string): void {
    this.#calls.remove(call);
    this.tell({ kind: 'call-ended', call, cause });
  }

  /** The results of a trial, as soon as it is loaded; rejects when it never will be. */
  findTrial(follow: CollectorFrame & { readonly kind: 'follow' }, signal: AbortSignal): Promise<TrialResults> {
    return this.#kept.find(follow, this.#session.holder?.run.runId, signal);
  }

  /** The run that holds the player. */
  get holder(): RunRef | null {
    return this.#session.holder?.run ?? null;
  }

  /** What the player is at now. */
  condition(): PlayerCondition {
    const { debt } = this.#session.trial ?? { debt: 'none' };
    const open = { reset: debt === 'none' ? 'not-owed' : 'unconfirmed', isOwed: debt === 'owed' } as const;
    return conditionOf(this.#session, this.#moment(), this.#kept.kept(open));
  }

  [Symbol.dispose](): void {
    this.#leaseTimer[Symbol.dispose]();
    this.#end.abort(new ConductorError('interrupted', 'the player ended'));
    this.#open?.[Symbol.dispose]();
    this.#open = null;
  }

  #take(event: SessionEvent): void {
    if (event.kind === 'journal-failed') this.#options.keeper.noteFullDisk();
    const { session, effects } = nextSession(this.#session, event, this.#moment());
    this.#auditHolder(session);
    this.#session = session;
    this.#options.keeper.hold(session.holder?.run.runId ?? null);
    this.#leaseTimer.set(runningLease(session));
    for (const effect of effects) this.#perform(effect);
  }

  #auditHolder(after: Session): void {
    const entries = holderEntries(this.#session, after, (call) => this.#calls.callerOf(call));
    for (const entry of entries) this.#options.audit.note(entry);
  }

  #moment(): Moment {
    const { clock } = this.#options;
    return { wall: clock.now(), monotonicNs: clock.monotonicNs() };
  }

  #perform(effect: SessionEffect): void {
    const open = this.#open;
    if (!isPreparation(effect)) this.#dueStart.reach();
    if (beginsReset(effect)) this.#options.keeper.makeRoomForReset();
    switch (effect.kind) {
      case 'reply':
        this.#calls.reply(effect.call, effect.reply);
        return;
      case 'reply-heartbeat':
        this.#replyHeartbeat(effect.call, effect.beat);
        return;
      case 'hang-up':
        this.#calls.hangUp(effect.call);
        return;
      case 'keep-trial':
        void this.#keepTrial(effect);
        return;
      case 'promise-reset':
        return void open?.promiseReset();
      case 'dismiss-guardian':
        if (open) this.#dismissed = open.dismissGuardian();
        return;
      case 'journal':
        open?.append(effect.entry);
        if (effect.durable) open?.sync();
        return;
      case 'fork-gate':
        // What Reset needs is made room for when it begins: others would take the room until then.
        if (isAheadOfReset(effect) && this.#options.keeper.isFull) this.tell(refusedOnFullDisk(effect));
        else open?.fork(effect);
        return;
      case 'drop-gate':
        return void open?.commands.drop(effect.step);
      case 'await-start':
        this.#dueStart.await(effect.at, () => this.tell({ kind: 'start-due', phase: effect.phase }));
        return;
      case 'open-gate':
        return void open?.commands.open(effect.step);
      case 'fetch-files':
      case 'await-ready':
        return void open?.perform(effect.step, effect.plan);
      case 'reboot-host':
        return void open?.reboot(effect);
      case 'supply-secrets':
        this.#supply(effect.secrets);
        return;
      case 'stop-steps':
        return void open?.stop(effect.current, effect.phases, effect.reason);
      case 'settle-phase':
        return void this.#settlePhase(effect);
      case 'settle-trial':
        return void this.#settleTrial();
      case 'await-results':
        this.#awaitResults(effect);
        return;
      case 'hold-results':
        return void open?.results.hold(effect.held);
      case 'close-results':
        this.#closeResults(effect.reset);
        return;
      case 'forget-run':
        return void this.#forgetRun(effect.run);
      case 'log':
        this.#options.onLog(effect.text);
        return;
      case 'leave':
        void this.#leave();
        return;
      default:
        effect satisfies never;
    }
  }

  #replyHeartbeat(call: CallId, beat: Heartbeat): void {
    const { monotonicNs, wall: wallTime } = readClocks(this.#options.clock);
    this.#calls.reply(call, {
      kind: 'heartbeat-reply',
      ...beat,
      monotonicNs,
      wallTime,
      runningCount: this.#open?.commands.runningCount ?? 0,
      pendingBytes: this.#kept.pendingBytes(this.#session.holder?.run.runId ?? ''),
    });
  }

  async #keepTrial({ trial, secrets }: SessionEffect & { kind: 'keep-trial' }): Promise<void> {
    const { signal } = this.#end;
    try {
      await LOAD_TURNS.through(async () => {
        this.#open = new OpenTrial(newPlace(trial, secrets, this.#ground), this.#ground);
        await this.#open.guard(signal);
        await this.#dismissed;
        await this.#options.keeper.ready();
        this.#kept.offer(this.#open.results);
        this.#ground.containment.expectStep();
      }, signal);
      this.tell({ kind: 'trial-kept' });
      void this.#options.keeper.tidy();
    } catch (error) {
      if (signal.aborted) return;
      await this.#open?.remove();
      this.#open = null;
      const reason = `the trial cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
      this.tell({ kind: 'trial-not-kept', reason });
    }
  }

  /** The trial that an earlier life left at a reboot. What there is of it can be collected when its secrets are known again. */
  #goOn({ returned, place, guard }: TakenUpTrial): void {
    this.#open = new OpenTrial(place, this.#ground, guard);
    const isQuiet = returned.reboot.step.phase === 'run' && !returned.kept.policies.live;
    this.#open.results.hold(isQuiet);
    this.#session = returnedSession(returned, this.#moment());
    this.#leaseTimer.set(runningLease(this.#session));
    this.#options.keeper.hold(returned.kept.run.runId);
  }

  #supply(secrets: readonly Secret[]): void {
    if (!this.#open) return;
    this.#open.supply(secrets);
    this.#kept.offer(this.#open.results);
  }

  async #settlePhase({ phase, over }: SessionEffect & { kind: 'settle-phase' }): Promise<void> {
    if (phase !== 'reset') this.#options.containment.expectStep();
    const leftovers = (await this.#open?.commands.settle(phase, over)) ?? [];
    this.tell({ kind: 'phase-settled', phase, containment: this.#options.containment.level, leftovers });
  }

  async #settleTrial(): Promise<void> {
    const isPaid = this.#session.trial?.debt === 'paid';
    const leftovers = (await this.#open?.settle(isPaid, this.#end.signal)) ?? [];
    this.tell({ kind: 'trial-settled', leftovers });
  }

  #awaitResults({ phase }: SessionEffect & { kind: 'await-results' }): void {
    const open = this.#open;
    void open?.results.heldUpToNow().then(() => {
      if (this.#open === open) this.tell({ kind: 'results-held', phase });
    });
  }

  #closeResults(reset: ResetState): void {
    const open = this.#open;
    if (!open) return;
    this.#kept.close(open.folder.path, open.results, reset);
    open[Symbol.dispose]();
    this.#open = null;
  }

  async #leave(): Promise<void> {
    await this.#kept.taken();
    await this.#dismissed;
    this.#options.onLeave();
  }

  /** A guardian that has not gone yet still works in the folder. */
  async #forgetRun(run: RunRef): Promise<void> {
    await this.#dismissed;
    await this.#kept.forget(run);
    await this.#options.keeper.tidy();
  }
}
