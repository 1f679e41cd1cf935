import { setTimeout as pause } from 'node:timers/promises';
import {
  type ControlCommand,
  type ControlConnection,
  type ControlReply,
  dialControl,
  dialResults,
  isCounted,
  type PlayerAddress,
  type Policies,
  type Position,
  type ResultSource,
  type ResultsConnection,
} from '@conductor/protocol';
import {
  type JournalRecord,
  PHASES,
  type Phase,
  type PhaseSteps,
  type RunRef,
  type Secret,
  type StateLook,
  type TrialRef,
} from '@conductor/types';
import { Collected, type CollectedFrame } from './collected.ts';
import { CLAIM, claimOf, POLICIES, phases } from './session/trial-fixture.ts';

const DIALLING = { self: 'tester@here (pid 1)', version: '0.0.0', insecureNetwork: false } as const;
let runs = 0;

/** How a driver collects. */
interface CollectOptions {
  readonly after?: () => Promise<unknown>;
  /** Default: true. */
  readonly acknowledge?: boolean;
}

/** A conductor and a collector in one, for tests: drives a real player over real connections. */
export class Driver implements AsyncDisposable {
  readonly run: RunRef;
  readonly trial: TrialRef = { caseName: '', trial: 1 };
  address: PlayerAddress;
  control: ControlConnection;
  /** Delivered with each trial. */
  secrets: readonly Secret[] = [];
  /** How the host is compared; absent: it is not. */
  state?: readonly StateLook[];
  #replies: AsyncIterator<ControlReply>;
  #heardCount = 0;
  readonly #heard: ControlReply[] = [];
  #collecting: { connection: ResultsConnection; done: Promise<void> } | null = null;
  /** What the collector has. */
  readonly collected: Collected;

  private constructor(address: PlayerAddress, control: ControlConnection, before?: Driver) {
    this.run = before ? { ...before.run, epoch: before.run.epoch + 1 } : nextRun();
    this.collected = before?.collected ?? new Collected();
    this.address = address;
    this.control = control;
    this.#replies = control.frames[Symbol.asyncIterator]();
  }

  /** `before`: goes on with the run of another driver, under a higher epoch, with what that has collected. */
  static async dial(port: number, before?: Driver): Promise<Driver> {
    const address = { name: 'dut', host: '127.0.0.1', port };
    return new Driver(address, await dialControl(address, DIALLING, AbortSignal.timeout(30_000)), before);
  }

  async say(command: ControlCommand): Promise<void> {
    await this.control.send({ run: this.run, command });
  }

  /** The next reply of a kind; what comes before it is kept for who asks later. */
  async hear<K extends ControlReply['kind']>(kind: K): Promise<Extract<ControlReply, { kind: K }>> {
    const at = this.#heard.findIndex((reply) => reply.kind === kind);
    if (at !== -1) return this.#heard.splice(at, 1)[0] as Extract<ControlReply, { kind: K }>;
    for (;;) {
      const next = await this.#replies.next();
      if (next.done) throw new Error(`the player ended the conversation before it said ${kind}`);
      if (isCounted(next.value)) this.#heardCount += 1;
      if (next.value.kind === kind) return next.value as Extract<ControlReply, { kind: K }>;
      this.#heard.push(next.value);
    }
  }

  /** Whether a reply came that nobody has asked for yet. */
  alreadyHeard(kind: ControlReply['kind']): boolean {
    return this.#heard.some((reply) => reply.kind === kind);
  }

  /** Claims the player and loads a trial, and begins to collect. */
  async load(plan: Partial<PhaseSteps>, rules: Partial<Policies> = {}): Promise<void> {
    await this.say(CLAIM);
    await this.hear('player-claimed');
    await this.loadTrial(plan, rules);
    await this.collect();
  }

  async loadTrial(plan: Partial<PhaseSteps>, rules: Partial<Policies> = {}): Promise<void> {
    const policies = { ...POLICIES, ...rules };
    const { trial, secrets, state } = this;
    const more = state && { state };
    await this.say({ kind: 'load-trial', trial, policies, phases: phases(plan), secrets, ...more });
    await this.hear('trial-loaded');
  }

  async start(phase: Phase): Promise<void> {
    await this.say({ kind: 'arm-phase', phase });
    await this.hear('phase-armed');
    await this.say({ kind: 'start-phase', phase, at: null });
    await this.hear('phase-started');
  }

  async end(phase: Phase): Promise<void> {
    await this.say({ kind: 'end-phase', phase });
    await this.hear('phase-finished');
    await this.hear('results-acknowledged');
  }

  /** One phase from arming to its end. Resolves with how many steps failed. */
  async perform(phase: Phase): Promise<number> {
    await this.start(phase);
    const { failedCount } = await this.hear('steps-done');
    await this.end(phase);
    return failedCount;
  }

  async close(waiveReset = false): Promise<string> {
    await this.say({ kind: 'close-trial', waiveReset });
    const { reset } = await this.hear('trial-closed');
    return reset;
  }

  /** A whole trial, and the player's release. */
  async performAll(plan: Partial<PhaseSteps>, rules: Partial<Policies> = {}): Promise<Collected> {
    await this.load(plan, rules);
    for (const phase of PHASES) await this.perform(phase);
    await this.close();
    await this.collectedAll();
    await this.say({ kind: 'release-player' });
    await this.hear('player-released');
    return this.collected;
  }

  /** Begins to collect, from what is held. What `after` does behind each frame is waited for before anything more is taken. */
  async collect(options: CollectOptions = {}): Promise<void> {
    const connection = await this.follow();
    this.#collecting = { connection, done: this.#pull(connection, options) };
    this.#collecting.done.catch(() => undefined);
  }

  /** Asks for what is not held yet, and reads nothing of it. */
  async follow({ positions = this.collected.positions() } = {}): Promise<ResultsConnection> {
    const connection = await dialResults(this.address, DIALLING, AbortSignal.timeout(30_000));
    await connection.send({ kind: 'follow', run: this.run, trial: this.trial, positions });
    return connection;
  }

  /** Resolves when the player has said that all of the trial was sent. */
  async collectedAll(): Promise<void> {
    await this.#collecting?.done;
  }

  /** Cuts the results connection. */
  async cutResults(): Promise<void> {
    await this.#collecting?.connection[Symbol.asyncDispose]();
    await this.#collecting?.done.catch(() => undefined);
  }

  /** Ends the control conversation without a word, as a conductor that is killed; the collector lives on. */
  async hangUp(): Promise<void> {
    await this.control[Symbol.asyncDispose]();
  }

  /** Goes on after a cut, on a new connection; also with another life of the player, which listens elsewhere. */
  async redial(port: number = this.address.port): Promise<void> {
    this.address = { ...this.address, port };
    this.control = await dialControl(this.address, DIALLING, AbortSignal.timeout(30_000));
    this.#replies = this.control.frames[Symbol.asyncIterator]();
    await this.say(claimOf({ kind: 'continue-run', heardCount: this.#heardCount }));
    await this.hear('player-claimed');
  }

  /** Gives leave to reboot, when it is asked for. */
  async permitReboot(): Promise<void> {
    const { phase, stepIndex } = await this.hear('reboot-due');
    await this.say({ kind: 'permit-reboot', phase, stepIndex, heardCount: this.#heardCount });
  }

  /** Waits until the journal that was collected has a record. */
  async journaled(isMeant: (record: JournalRecord) => boolean): Promise<JournalRecord> {
    for (;;) {
      const found = this.collected.journal().find(isMeant);
      if (found) return found;
      await Promise.race([
        this.collected.grown(),
        pause(30_000).then(() => Promise.reject(new Error('no such record'))),
      ]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#collecting?.connection[Symbol.asyncDispose]();
    await this.control[Symbol.asyncDispose]();
  }

  async #pull(connection: ResultsConnection, { after, acknowledge = true }: CollectOptions): Promise<void> {
    for await (const frame of connection.frames) {
      if (frame.kind === 'trial-end') return;
      this.collected.take(frame);
      await after?.();
      if (!acknowledge) continue;
      await connection.send({ kind: 'acknowledge', ...heldAfter(frame) });
    }
  }
}

function heldAfter(frame: CollectedFrame): { positions: Position[]; complete: ResultSource[] } {
  switch (frame.kind) {
    case 'chunk':
      return { positions: [{ source: frame.source, offset: frame.offset + frame.data.length }], complete: [] };
    case 'source-end':
      return { positions: [], complete: [frame.source] };
    case 'whole-files':
      return { positions: [], complete: frame.files.map(({ source }) => source) };
    case 'hole':
      return { positions: [{ source: frame.source, offset: frame.offset + frame.bytes }], complete: [] };
    default:
      return frame satisfies never;
  }
}

function nextRun(): RunRef {
  runs += 1;
  return { runId: `20261123T231500Z-${String(runs).padStart(4, '0')}`, epoch: 1 };
}
