import path from 'node:path';
import {
  type Clock,
  type HostFacts,
  type Phase,
  RESULTS_SCHEMA,
  type RunEvent,
  type RunEventBody,
  type RunResult,
  type StartedTest,
  systemClock,
  type Test,
  untilAborted,
} from '@conductor/types';
import { DerivedFile } from './directory/derived-file.ts';
import { linkLatest } from './directory/latest-link.ts';
import { furnishRunFolder, makeRunFolder } from './directory/make-run-folder.ts';
import { runJson } from './directory/run-json.ts';
import { type RunLock, takeRunLock } from './directory/run-lock.ts';
import { EVENTS_FILE, factsPath, RESULT_FILE, testFolder } from './directory/run-paths.ts';
import type { ConfigSource } from './directory/test-copies.ts';
import { writeMissingManifests } from './directory/write-missing-manifests.ts';
import { encodeEvent } from './events/event-line.ts';
import { EventLog } from './events/event-log.ts';
import { readEventsWithEnds } from './events/read-events.ts';
import { runResult, startOf } from './fold/run-result.ts';
import { emptyRun, type RunState } from './fold/run-state.ts';
import { foldRun } from './fold-run.ts';
import { DiskRoom } from './storage/disk-room.ts';
import { makeFolder } from './storage/make-folder.ts';
import { storageError } from './storage/storage-error.ts';
import { syncFolder, writeWholeFile } from './storage/write-whole-file.ts';

const NEVER = new AbortController().signal;

/** What a new run directory is made of. */
export interface NewRun {
  /** The results directory; made when it is missing. */
  readonly root: string;
  /** The effective test. */
  readonly test: Test;
  readonly runId: string;
  /** The configuration files, as they were read. */
  readonly sources: readonly ConfigSource[];
  /** The phases that this run was asked for. */
  readonly phases: readonly Phase[];
  /** `user@host`. */
  readonly conductor: string;
  /** Version of the software. */
  readonly version: string;
  readonly insecure: boolean;
  /** Absent: `conduct`. */
  readonly writtenBy?: 'collector';
  readonly clock?: Clock;
  /** Told of every event as it is appended. */
  readonly observe?: (event: RunEvent) => void;
}

/** How to go on with a run directory that exists. */
export interface Reopening extends Pick<NewRun, 'clock' | 'observe'> {
  /** How long to wait for another program that writes it, in milliseconds; default: not at all. */
  readonly lockWaitMs?: number;
}

/** What a run directory has told before, and how many bytes of its events are whole lines. */
interface History {
  readonly state: RunState;
  readonly wholeBytes: number;
}

interface Parts {
  readonly folder: string;
  readonly state: RunState;
  readonly room: DiskRoom;
  readonly log: EventLog;
  readonly lock: RunLock;
}

/**
 * The directory of one run, open for writing: by one program at a time. What happens is appended as events; everything else in it but
 * the collected bytes is made from those.
 */
export class RunDirectory implements AsyncDisposable {
  /** Absolute. */
  readonly path: string;
  /** What has been told so far; only the run directory changes it. */
  readonly state: RunState;
  /** Sources that came damaged once, for the collectors: another time is a problem. */
  readonly damaged = new Set<string>();
  /** Where all writing waits for room, so that a full disk is told once. */
  readonly room: DiskRoom;
  readonly #log: EventLog;
  readonly #clock: Clock;
  readonly #observers: ((event: RunEvent) => void)[];
  readonly #result: DerivedFile;
  readonly #lock: RunLock;
  /** Another program began it, which may have been killed. */
  readonly #isReopened: boolean;
  /** Files of facts in the making; never rejects. */
  #facts: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;

  private constructor({ folder, state, room, log, lock }: Parts, options: Reopening) {
    this.path = folder;
    this.state = state;
    this.room = room;
    this.#log = log;
    this.#lock = lock;
    this.#isReopened = state.started !== null;
    this.#clock = options.clock ?? systemClock;
    this.#result = this.derivedFile(RESULT_FILE);
    this.#observers = [options.observe ?? (() => undefined)];
  }

  /** Makes `<root>/<test>/<run id>`, points `latest` to it and appends `run-started`. A refusal is a ConductorError of code `storage`. */
  static async create(run: NewRun): Promise<RunDirectory> {
    const root = path.resolve(run.root);
    const folder = await makeRunFolder(root, run.test, run.runId);
    const directory = await RunDirectory.#locked(folder, run, NEVER, async () => {
      await furnishRunFolder(folder, run.sources, run.test);
      return { state: emptyRun(), wholeBytes: 0 };
    });
    const { runId, version, test, phases, conductor, insecure, writtenBy } = run;
    directory.append({
      kind: 'run-started',
      schema: RESULTS_SCHEMA,
      runId,
      version,
      test: startedTest(test),
      phases,
      conductor,
      insecure,
      ...(writtenBy === undefined ? {} : { writtenBy }),
    });
    await directory.save();
    await directory.#linkLatest(root, run);
    return directory;
  }

  /**
   * Opens a run directory to go on with it: reads its events back, and removes a torn last line. While another program writes it,
   * a ConductorError of code `busy` names that one.
   */
  static async open(folder: string, options: Reopening = {}, signal: AbortSignal = NEVER): Promise<RunDirectory> {
    const absolute = path.resolve(folder);
    return RunDirectory.#locked(absolute, options, signal, () => readBack(path.join(absolute, EVENTS_FILE)));
  }

  static async #locked(
    folder: string,
    options: Reopening,
    signal: AbortSignal,
    read: () => Promise<History>,
  ): Promise<RunDirectory> {
    const lock = await takeRunLock(folder, options.lockWaitMs ?? 0, signal);
    try {
      const { state, wholeBytes } = await read();
      const room = new DiskRoom((text) => directory.append({ kind: 'problem', text }));
      const log = await EventLog.open(path.join(folder, EVENTS_FILE), wholeBytes, room);
      const directory = new RunDirectory({ folder, state, room, log, lock }, options);
      return directory;
    } catch (error) {
      await lock[Symbol.asyncDispose]();
      throw error;
    }
  }

  /**
   * Something has happened. Taken at once, folded, told to `observe` and written behind the caller's back, so that a full disk
   * stops no Reset; `written` and `durable` say whether it arrived.
   */
  append(body: RunEventBody): void {
    const event: RunEvent = { time: this.#clock.now().toISOString(), ...body };
    foldRun(this.state, event);
    this.#log.add(encodeEvent(event));
    if (event.kind === 'player-greeted') this.#writeFacts(event.player, event.facts);
    for (const observe of this.#observers) observe(event);
  }

  /** From now on `observe` is told of every event as it is appended, too. */
  watch(observe: (event: RunEvent) => void): void {
    this.#observers.push(observe);
  }

  /** Another file of this directory that is made of what was told; `name` is one of its own names, never one that came from outside. */
  derivedFile(name: string): DerivedFile {
    return new DerivedFile(path.join(this.path, name), this.#clock);
  }

  /** Resolves when every event so far is in the file: it survives this program. Waits while the disk is full. */
  async written(signal: AbortSignal = NEVER): Promise<void> {
    await untilAborted(this.#log.written(), signal);
  }

  /** Resolves when every event so far is on the disk: it survives the machine. Waits while the disk is full. */
  async durable(signal: AbortSignal = NEVER): Promise<void> {
    await untilAborted(this.#log.durable(), signal);
  }

  /** What the run has come to so far. */
  result(): RunResult {
    return runResult(this.state);
  }

  /**
   * Writes run.json anew, in one step; less often in a run so large that it takes long. A refusal is a ConductorError of code
   * `storage`.
   */
  async save(): Promise<void> {
    await this.#result.save(() => runJson(this.state));
  }

  /** Saves durably, and closes. On a disk that is still full it fails instead of waiting, with a ConductorError of code `storage`. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    await using _lock = this.#lock;
    await this.#facts;
    if (this.#isReopened) await this.#writeManifests();
    // In this order: run.json never tells of an end that a power cut takes from the events.
    await this.#log[Symbol.asyncDispose]();
    await this.#result.saveNow(() => runJson(this.state));
    await syncFolder(this.path);
  }

  /** A run is good without these files, since the events have what they say: where one cannot be written, a problem says so. */
  async #writeManifests(): Promise<void> {
    try {
      await writeMissingManifests(this.path, this.state);
    } catch (error) {
      this.append({ kind: 'problem', text: storageError('write a manifest in', this.path, error).message });
    }
  }

  /** A run is good without these files, since the events have the facts: where one cannot be written, a problem says so. */
  #writeFacts(player: string, facts: HostFacts): void {
    const file = path.join(this.path, factsPath(player));
    this.#facts = this.#facts
      .then(() => makeFolder(this.path, path.dirname(file), new Set()))
      .then(() => writeWholeFile(file, [`${JSON.stringify(facts, null, 2)}\n`]))
      .catch((error) => this.append({ kind: 'problem', text: storageError('write', file, error).message }));
  }

  /** A run is good without its links: where one cannot be made, a problem says so. */
  async #linkLatest(root: string, { test, runId }: NewRun): Promise<void> {
    const folder = path.join(root, testFolder(test.name));
    try {
      await linkLatest(folder, runId, runId);
      await linkLatest(root, path.join(path.basename(folder), runId), runId);
    } catch (error) {
      this.append({ kind: 'problem', text: storageError('make the link latest in', folder, error).message });
    }
  }
}

async function readBack(file: string): Promise<History> {
  const state = emptyRun();
  let wholeBytes = 0;
  for await (const { event, end } of readEventsWithEnds(file)) {
    foldRun(state, event);
    wholeBytes = end;
  }
  // Throws where the run was never begun: nobody goes on with such a directory.
  startOf(state);
  return { state, wholeBytes };
}

/** The steps of each case are told of its trials. */
function startedTest({ cases, ...test }: Test): StartedTest {
  if (cases === undefined) return test;
  return { ...test, cases: cases.map(({ players: _players, ...one }) => one) };
}
