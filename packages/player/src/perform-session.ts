import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { CollectorFrame, ControlReply } from '@conductor/protocol';
import { ConductorError, type PlayerCondition, type ResetState, type RunRef } from '@conductor/types';
import { atInstant } from './at-instant.ts';
import { OpenTrial, type TrialGround } from './open-trial.ts';
import { type KeptTrialFacts, keptRunsOf } from './results/kept-run.ts';
import type { TrialResults } from './results/trial-results.ts';
import { conditionOf } from './session/condition.ts';
import { nextSession } from './session/next-session.ts';
import { type CallId, FREE_SESSION, type Session } from './session/session.ts';
import type { Heartbeat, SessionEffect } from './session/session-effect.ts';
import type { SessionEvent } from './session/session-event.ts';
import type { Moment } from './session/turn.ts';
import type { SpoolKeeper } from './spooled/spool-keeper.ts';
import { earlierTrials } from './storage/earlier-trials.ts';
import { runFolder } from './storage/trial-folder.ts';

/** A control conversation, as effects use it. */
export interface ReplyTarget {
  /** Sends in order; what cannot be sent any more is dropped. */
  reply(reply: ControlReply): void;
  hangUp(): void;
}

/** What is needed besides what trials need. */
export interface PerformOptions extends Omit<TrialGround, 'tell'> {
  readonly onLog: (text: string) => void;
  readonly keeper: SpoolKeeper;
  /** Nothing is owed any more, and the player was asked to end. */
  readonly onLeave: () => void;
}

/** A trial that was loaded in this life. */
interface ServedTrial {
  readonly results: TrialResults;
  readonly loaded: Date;
  /** What became of its Reset; `null` while it is open. */
  reset: ResetState | null;
}

type Follow = Extract<CollectorFrame, { kind: 'follow' }>;

/** The shell around the session: takes events one after another, and performs what they lead to. */
export class PerformedSession implements Disposable {
  readonly #options: PerformOptions;
  readonly #ground: TrialGround;
  readonly #calls = new Map<CallId, ReplyTarget>();
  /** All trials of runs that are not forgotten, by name. */
  readonly #trials = new Map<string, ServedTrial>();
  /** What earlier lives of the player left, as it was at the beginning of this one. */
  readonly #earlier: readonly KeptTrialFacts[];
  readonly #awaited = new Set<{ readonly key: string; readonly found: (results: TrialResults) => void }>();
  readonly #events: SessionEvent[] = [];
  readonly #clockwork: NodeJS.Timeout;
  #session: Session = FREE_SESSION;
  #open: OpenTrial | null = null;
  /** Of the trial that was loaded last: they are asked for also when it is closed. */
  #results: TrialResults | null = null;
  #busy = false;

  constructor(options: PerformOptions) {
    this.#options = options;
    this.#ground = { ...options, tell: (event) => this.tell(event) };
    this.#earlier = earlierTrials(options.stateFolder);
    this.#clockwork = setInterval(() => this.tell({ kind: 'tick' }), TICK_MS).unref();
  }

  /** Takes an event in; events that come meanwhile wait for their turn. */
  tell(event: SessionEvent): void {
    this.#events.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) this.#take(next);
    } finally {
      this.#busy = false;
    }
  }

  /** A control conversation has begun; its replies go there. */
  addCall(call: CallId, target: ReplyTarget): void {
    this.#calls.set(call, target);
  }

  /** A control conversation is over. */
  endCall(call: CallId, cause: string): void {
    this.#calls.delete(call);
    this.tell({ kind: 'call-ended', call, cause });
  }

  /** The results of a trial, as soon as it is loaded; rejects when it never will be. */
  async findTrial(follow: Follow, signal: AbortSignal): Promise<TrialResults> {
    const key = trialKey(follow.run.runId, follow);
    const known = this.#trials.get(key);
    if (known) return known.results;
    const { holder } = this.#session;
    if (holder?.run.runId !== follow.run.runId) {
      throw new ConductorError('fenced', `this player has no results of run ${follow.run.runId}`);
    }
    const { promise, resolve, reject } = Promise.withResolvers<TrialResults>();
    const waiting = { key, found: resolve };
    this.#awaited.add(waiting);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    return promise.finally(() => this.#awaited.delete(waiting));
  }

  /** What the player is at now. */
  condition(): PlayerCondition {
    const { stateFolder } = this.#options;
    const isKept = ({ runId }: KeptTrialFacts) => existsSync(runFolder(stateFolder, runId));
    const { holder, trial } = this.#session;
    const served = [...this.#trials.values()].map(
      ({ results, loaded, reset }): KeptTrialFacts => ({
        runId: results.run.runId,
        loaded,
        reset: reset ?? (trial?.debt === 'none' ? 'not-owed' : 'unconfirmed'),
        pendingBytes: results.pendingBytes(),
        isOwed: reset === null && holder?.run.runId === results.run.runId && trial?.debt === 'owed',
      }),
    );
    return conditionOf(this.#session, this.#moment(), keptRunsOf([...this.#earlier, ...served].filter(isKept)));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#clockwork);
    this.#open?.[Symbol.dispose]();
  }

  #take(event: SessionEvent): void {
    const { session, effects } = nextSession(this.#session, event, this.#moment());
    this.#session = session;
    this.#options.keeper.hold(session.holder?.run.runId ?? null);
    for (const effect of effects) this.#perform(effect);
  }

  #moment(): Moment {
    const { clock } = this.#options;
    return { wall: clock.now(), monotonicNs: clock.monotonicNs() };
  }

  #perform(effect: SessionEffect): void {
    const open = this.#open;
    switch (effect.kind) {
      case 'reply':
        this.#calls.get(effect.call)?.reply(effect.reply);
        return;
      case 'reply-heartbeat':
        this.#replyHeartbeat(effect.call, effect.beat);
        return;
      case 'hang-up':
        this.#calls.get(effect.call)?.hangUp();
        return;
      case 'keep-trial':
        this.#keepTrial(effect);
        return;
      case 'promise-reset':
        open?.promiseReset();
        return;
      case 'journal':
        open?.append(effect.entry);
        if (effect.durable) open?.sync();
        return;
      case 'fork-gate':
        open?.fork(effect.step, effect.plan);
        return;
      case 'drop-gate':
        open?.commands.drop(effect.step);
        return;
      case 'await-start':
        this.#awaitStart(effect);
        return;
      case 'open-gate':
        return void open?.commands.open(effect.step);
      case 'fetch-files':
        return void open?.fetch(effect.step, effect.plan);
      case 'stop-steps':
        open?.stopFetch(effect.current, effect.reason);
        open?.commands.stop(effect.current, effect.phases, effect.reason);
        return;
      case 'settle-phase':
        return void this.#settlePhase(effect);
      case 'settle-trial':
        return void this.#settleTrial();
      case 'await-results':
        this.#awaitResults(effect);
        return;
      case 'hold-results':
        open?.results.hold(effect.held);
        return;
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
    const { clock } = this.#options;
    this.#calls.get(call)?.reply({
      kind: 'heartbeat-reply',
      ...beat,
      monotonicNs: clock.monotonicNs(),
      wallTime: clock.now(),
      runningCount: this.#open?.commands.runningCount ?? 0,
      pendingBytes: this.#results?.pendingBytes() ?? 0,
    });
  }

  #keepTrial({ trial }: SessionEffect & { kind: 'keep-trial' }): void {
    try {
      this.#open = new OpenTrial(trial, this.#ground);
    } catch (error) {
      const reason = `the trial cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
      this.tell({ kind: 'trial-not-kept', reason });
      return;
    }
    const key = trialKey(trial.run.runId, trial);
    this.#results = this.#open.results;
    this.#trials.set(key, { results: this.#open.results, loaded: this.#options.clock.now(), reset: null });
    for (const waiting of this.#awaited) if (waiting.key === key) waiting.found(this.#open.results);
    this.tell({ kind: 'trial-kept' });
    void this.#options.keeper.tidy();
  }

  #awaitStart({ phase, startNs }: SessionEffect & { kind: 'await-start' }): void {
    void atInstant(startNs, this.#options.clock).then(() => this.tell({ kind: 'start-due', phase }));
  }

  async #settlePhase({ phase, over }: SessionEffect & { kind: 'settle-phase' }): Promise<void> {
    const leftovers = (await this.#open?.commands.settle(phase, over)) ?? [];
    this.tell({ kind: 'phase-settled', phase, containment: this.#options.containment.level, leftovers });
  }

  async #settleTrial(): Promise<void> {
    const leftovers = (await this.#open?.commands.end()) ?? [];
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
    const { folder, results } = open;
    for (const trial of this.#trials.values()) if (trial.results === results) trial.reset = reset;
    results.close();
    void this.#options.keeper.noteCollected(folder.path, results);
    open[Symbol.dispose]();
    this.#open = null;
  }

  /** Collectors that are there may take what there is; their last word may be on its way. */
  async #leave(): Promise<void> {
    const taken = [...this.#trials.values()].map(({ results }) =>
      Promise.race([results.heldUpToNow(), results.alone()]),
    );
    await Promise.race([Promise.all(taken), pause(LAST_WORD_MS, undefined, { ref: false })]);
    this.#options.onLeave();
  }

  /** What no collector holds is kept: it is all that there is. */
  async #forgetRun({ runId }: RunRef): Promise<void> {
    const trials = [...this.#trials].filter(([, { results }]) => results.run.runId === runId);
    for (const [key] of trials) this.#trials.delete(key);
    this.#results = null;
    const held = Promise.all(trials.map(([, { results }]) => results.heldUpToNow())).then(() => true);
    const isHeld = await Promise.race([held, pause(LAST_WORD_MS, false, { ref: false })]);
    const folder = runFolder(this.#options.stateFolder, runId);
    if (!isHeld) return this.#options.onLog(`run ${runId}: not all was collected; the rest is in ${folder}`);
    await rm(folder, { recursive: true, force: true }).catch((error: Error) => {
      this.#options.onLog(`run ${runId}: ${folder} cannot be removed: ${error.message}`);
    });
  }
}

/** How long acknowledgements are waited for when a run is released, or the player ends. */
const LAST_WORD_MS = 2_000;

/** How often the session is told that time passes: leases are in seconds. */
const TICK_MS = 250;

function trialKey(runId: string, { trial }: Pick<Follow, 'trial'>): string {
  return JSON.stringify([runId, trial.caseName, trial.trial]);
}
