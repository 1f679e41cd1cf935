import { constants } from 'node:os';
import { type Clock, isCommandStep, type JournalEntry, type Step, type StepId } from '@conductor/types';
import type { Containment } from './containment/containment.ts';
import { fetchFiles } from './fetch/fetch-files.ts';
import { Journal } from './journal/journal.ts';
import { ServedSource } from './results/served-source.ts';
import { openSpool } from './results/spool-reader.ts';
import { TrialResults } from './results/trial-results.ts';
import type { KeptTrial } from './session/session-effect.ts';
import type { SessionEvent } from './session/session-event.ts';
import { LiveTrial } from './steps/live-trial.ts';
import { TrialFolder } from './storage/trial-folder.ts';

/** What every trial of a player needs. */
export interface TrialGround {
  readonly stateFolder: string;
  readonly containment: Containment;
  /** The life of this player, by the marks of its steps. */
  readonly life: bigint;
  readonly bootId: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly tell: (event: SessionEvent) => void;
  /** Told of each journal entry as it is written. */
  readonly onEntry: (entry: JournalEntry) => void;
}

/** One trial while it is open: its folder, its journal, its results, and its commands. */
export class OpenTrial implements Disposable {
  readonly folder: TrialFolder;
  readonly results: TrialResults;
  readonly commands: LiveTrial;
  readonly #ground: TrialGround;
  readonly #kept: KeptTrial;
  readonly #journal: Journal;
  readonly #fetches = new Map<string, AbortController>();
  #journalFails = false;

  /** Writes the trial to disk, durably. Throws what the file system says. */
  constructor(kept: KeptTrial, ground: TrialGround) {
    const { stateFolder, life, bootId, clock, containment } = ground;
    if (!Object.hasOwn(constants.signals, kept.policies.stopSignal)) {
      throw new Error(`this host knows no signal ${kept.policies.stopSignal}`);
    }
    this.#kept = kept;
    this.#ground = ground;
    this.folder = TrialFolder.make(stateFolder, { ...kept, life: String(life), bootId });
    this.#journal = new Journal(this.folder.journal, clock);
    this.results = new TrialResults(kept.run, kept.trial);
    const { run, trial, playerName: player } = kept;
    this.#journal.append({ kind: 'trial-loaded', run, trial, player, containment: containment.level, bootId });
    this.#journal.sync();
    this.folder.sync();
    this.#serveJournal();
    const journal = { append: (...entries: readonly JournalEntry[]) => this.append(...entries) };
    this.commands = new LiveTrial({ ...ground, kept, folder: this.folder, journal, results: this.results });
  }

  /** Writes into the journal. What the disk refuses is told as an event, once. */
  append(...entries: readonly JournalEntry[]): void {
    this.#tryToWrite(() => this.#journal.append(...entries));
    for (const entry of entries) this.#ground.onEntry(entry);
  }

  /** Waits until the journal is on the disk. */
  sync(): void {
    this.#tryToWrite(() => this.#journal.sync());
  }

  /** Notes, durably, that Reset may be owed from here on. */
  promiseReset(): void {
    this.#tryToWrite(() => this.folder.promiseReset());
  }

  /** Forks the command of a step and holds it. */
  fork(id: StepId, plan: Step): void {
    if (isCommandStep(plan)) void this.commands.fork(id, plan);
  }

  /** Performs a fetch step; tells `step-ended`. */
  async fetch(step: StepId, plan: Step): Promise<void> {
    if (plan.kind !== 'fetch') return;
    const { clock, tell } = this.#ground;
    const stop = new AbortController();
    const key = fetchKey(step);
    this.#fetches.set(key, stop);
    const beganNs = clock.monotonicNs();
    const journal = { append: (...entries: readonly JournalEntry[]) => this.append(...entries) };
    const parts = { journal, results: this.results, leaseMs: this.#kept.policies.leaseMs };
    const outcome = await fetchFiles(step, plan, parts, stop.signal);
    this.#fetches.delete(key);
    const durationMs = Number((clock.monotonicNs() - beganNs) / 1000n) / 1000;
    tell({ kind: 'step-ended', step, outcome, durationMs });
  }

  /** Ends a fetch step that is in progress. */
  stopFetch(step: StepId | null, reason: string): void {
    if (step) this.#fetches.get(fetchKey(step))?.abort(new Error(reason));
  }

  [Symbol.dispose](): void {
    this.commands[Symbol.dispose]();
    this.#journal[Symbol.dispose]();
  }

  #serveJournal(): void {
    const { path } = this.#journal;
    const source = new ServedSource(
      { kind: 'journal' },
      {
        open: async () => openSpool({ path, start: 0, stillHolds: () => true }),
        gone: () => {
          source.failure = 'the journal was truncated';
        },
        mayDiffer: false,
      },
    );
    source.size = this.#journal.bytes;
    this.results.add(source);
    this.#journal.onGrown = (bytes) => {
      source.size = bytes;
      this.results.changed(source);
    };
  }

  #tryToWrite(write: () => void): void {
    try {
      write();
      this.#journalFails = false;
    } catch (error) {
      if (this.#journalFails) return;
      this.#journalFails = true;
      const reason = `the journal cannot be written: ${error instanceof Error ? error.message : String(error)}`;
      this.#ground.tell({ kind: 'journal-failed', reason });
    }
  }
}

function fetchKey({ phase, index, attempt }: StepId): string {
  return `${phase}/${index}/${attempt}`;
}
