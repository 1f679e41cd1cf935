import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { constants } from 'node:os';
import {
  type Clock,
  type FetchStep,
  type JournalEntry,
  type Leftover,
  type Phase,
  type ReadyStep,
  type Secret,
  type Step,
  type StepId,
  systemReason,
} from '@conductor/types';
import type { AuditLog } from './audit/audit-log.ts';
import { armedEntry, entryOfJournal } from './audit/trial-entries.ts';
import type { Leader } from './containment/cell.ts';
import type { Containment } from './containment/containment.ts';
import { fetches } from './fetch/fetches.ts';
import { type GuardedTrial, planGuardian, TrialGuard } from './guardian/index.ts';
import { Journal } from './journal/journal.ts';
import { readyPuts } from './put/ready-puts.ts';
import { readySteps } from './ready/ready-steps.ts';
import { journalReader } from './results/journal-reader.ts';
import { ServedSource } from './results/served-source.ts';
import { TrialResults } from './results/trial-results.ts';
import { forgetResetSecrets, keepResetSecrets } from './secrets/reset-secrets.ts';
import { TrialSecrets } from './secrets/trial-secrets.ts';
import type { KeptTrial } from './session/session-effect.ts';
import type { SessionEvent } from './session/session-event.ts';
import { HostState } from './state/host-state.ts';
import { LiveTrial } from './steps/live-trial.ts';
import { shellWorkOf } from './steps/shell-work-of.ts';
import type { StepsUnderWay } from './steps/steps-under-way.ts';
import { trialFileReason } from './storage/gone-text.ts';
import { TrialFolder } from './storage/trial-folder.ts';

/** What every trial of a player needs. */
export interface TrialGround {
  readonly stateFolder: string;
  readonly containment: Containment;
  readonly bootId: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Words that make a command another user's; none where steps run as the player itself. */
  readonly become: readonly string[];
  readonly clock: Clock;
  readonly audit: Pick<AuditLog, 'note' | 'ensure'>;
  /** Whom steps run as. */
  readonly user: string;
  /** Keeps room on the disk for Reset; `null` where there is none. */
  readonly reserveFile: string | null;
  readonly tell: (event: SessionEvent) => void;
  /** Told what a person at the host may want to know. */
  readonly onLog: (text: string) => void;
  /** Told of each journal entry as it is written. */
  readonly onEntry: (entry: JournalEntry) => void;
}

/** One trial while it is open: its folder, its journal, its results, its commands and its fetches. */
export class OpenTrial implements Disposable {
  readonly folder: TrialFolder;
  readonly results: TrialResults;
  readonly commands: LiveTrial;
  readonly fetches: StepsUnderWay<FetchStep>;
  readonly readySteps: StepsUnderWay<ReadyStep>;
  readonly #ground: TrialGround;
  readonly #kept: GuardedTrial;
  readonly #secrets: TrialSecrets;
  readonly #journal: Journal;
  /** How the host is compared; `null` where nobody asked for it. */
  readonly #host: HostState | null;
  #guard: TrialGuard | null = null;
  #journalFails = false;

  /** Writes the trial to disk; it is there durably, and something of it may begin, after `guard`. Throws what the file system says. */
  constructor(kept: KeptTrial, secrets: readonly Secret[], ground: TrialGround) {
    const { stateFolder, bootId, clock, containment } = ground;
    if (!Object.hasOwn(constants.signals, kept.policies.stopSignal)) {
      throw new Error(`this host knows no signal ${kept.policies.stopSignal}`);
    }
    const putMark = `.conductor-${randomBytes(8).toString('hex')}`;
    this.#kept = { ...kept, putMark };
    this.#ground = ground;
    this.#secrets = new TrialSecrets(secrets);
    this.folder = TrialFolder.make(stateFolder, {
      ...this.#kept,
      bootId,
      containment: containment.level,
      cgroupFolder: containment.cgroupFolder,
    });
    this.#journal = new Journal(this.folder.segment(1), clock);
    this.results = new TrialResults(kept.run, kept.trial);
    const { run, trial, playerName: player } = kept;
    this.#journal.append({ kind: 'trial-loaded', run, trial, player, containment: containment.level, bootId });
    if (this.#secrets.mask !== null) this.folder.noteSecrets();
    this.#serveJournal();
    const journal = { append: (...entries: readonly JournalEntry[]) => this.append(...entries) };
    const noteLeader = (leader: Leader) => this.#guard?.noteLeader(leader);
    this.#host = kept.state ? new HostState(this.folder.path, kept, kept.state, { ...ground, noteLeader }) : null;
    this.commands = new LiveTrial({
      ...ground,
      kept,
      secrets: this.#secrets,
      folder: this.folder,
      journal,
      results: this.results,
      noteLeader,
    });
    this.fetches = fetches({
      ...ground,
      journal,
      results: this.results,
      leaseMs: kept.policies.leaseMs,
      permit: (id, plan) => this.#auditStep(id, plan),
    });
    this.readySteps = readySteps({
      ...ground,
      stepTimeoutMs: kept.policies.stepTimeoutMs,
      spawnOf: (id, key) => this.commands.spawnOf(id, key),
      permit: (id, plan) => this.#auditStep(id, plan),
    });
  }

  /** Writes into the journal. What the disk refuses is told as an event, once. */
  append(...entries: readonly JournalEntry[]): void {
    const masked = entries.map((entry) => this.#secrets.maskEntry(entry));
    this.#tryToWrite(() => this.#journal.append(...masked));
    for (const entry of masked) {
      const audited = entryOfJournal(this.#kept, entry);
      if (audited) this.#ground.audit.note(audited);
      this.#ground.onEntry(entry);
    }
  }

  /** Waits until the journal is on the disk. */
  sync(): void {
    this.#tryToWrite(() => this.#journal.sync());
  }

  /**
   * Waits until the trial is on the disk, and starts the guardian, which outlives this player. Rejects with what the file
   * system says, with a ConductorError `storage`, or with the signal's reason.
   */
  async guard(signal: AbortSignal): Promise<void> {
    const plan = planGuardian(this.#kept, this.#ground);
    await readyPuts(this.#kept, this.folder, this.#ground.stateFolder);
    const durable = this.folder.durable();
    // It is waited for when there is a guardian, which somebody has to abandon then.
    durable.catch(() => undefined);
    this.#guard = await TrialGuard.begin(this.folder.path, plan, this.#ground.onLog, signal);
    if (signal.aborted) this.#guard.abandon();
    const unseen = await this.#host?.lookBefore(signal);
    if (unseen) this.#ground.onLog(`how this host is before Startup cannot be kept: ${unseen}`);
    await durable;
  }

  /** From here on Reset is owed, whoever dies; tells `reset-promised` or `reset-not-promised`. */
  async promiseReset(): Promise<void> {
    const { tell } = this.#ground;
    try {
      if (!this.#guard) throw new Error('the trial has no guardian');
      await keepResetSecrets(this.folder.path, this.#kept.phases.reset, this.#secrets);
      await this.#guard.arm();
      tell({ kind: 'reset-promised' });
    } catch (error) {
      const reason = trialFileReason(this.folder.path, error);
      tell({ kind: 'reset-not-promised', reason: `Reset cannot be promised: ${reason}` });
    }
  }

  /** Ends all that lives, and resolves with what would not die; after Reset it is told whether the host is as it was, if somebody wants to know. */
  async settle(isReset: boolean, signal: AbortSignal): Promise<readonly Leftover[]> {
    const leftovers = await this.commands.end();
    if (isReset && this.#host) this.append({ kind: 'state-compared', comparison: await this.#host.compare(signal) });
    return leftovers;
  }

  /** Nothing is owed any more. Resolves when no guardian is left. */
  async dismissGuardian(): Promise<void> {
    await this.#guard?.dismiss();
    await forgetResetSecrets(this.folder.path).catch((error: Error) => this.#ground.onLog(error.message));
  }

  /** Forks the command of a step and holds it, while the audit log takes it down. */
  fork(id: StepId, plan: Step): void {
    const work = shellWorkOf(plan, this.#kept.policies.stepTimeoutMs);
    if (work !== null) void this.commands.fork(id, work, this.#auditStep(id, plan));
  }

  /** Performs a step that needs no shell, once the audit log has taken it down; tells `step-ended`. */
  async perform(id: StepId, plan: Step): Promise<void> {
    if (plan.kind === 'fetch') await this.fetches.begin(id, plan);
    if (plan.kind === 'ready') await this.readySteps.begin(id, plan);
  }

  /** Ends the current step, of whatever kind, and all that lives of some phases, because the trial is stopped. */
  stop(current: StepId | null, phases: readonly Phase[], reason: string): void {
    this.fetches.stop(current, reason);
    this.readySteps.stop(current, reason);
    this.commands.stop(current, phases, reason);
  }

  /** Gives up a trial of which nothing has begun, with its folder. Rejects with what the file system says. */
  async remove(): Promise<void> {
    this[Symbol.dispose]();
    this.#journal[Symbol.dispose]();
    await rm(this.folder.path, { recursive: true, force: true });
  }

  /** Whatever is still owed is left to the guardian. */
  [Symbol.dispose](): void {
    this.#guard?.abandon();
    this.readySteps.stopAll('the trial is over');
    this.commands[Symbol.dispose]();
    // Read through its descriptor until a collector has it: by then somebody may have removed the file.
    void this.results.heldUpToNow().then(() => this.#journal[Symbol.dispose]());
  }

  /** Resolves when the step may run: of Reset every step may, whether or not it can be taken down. */
  async #auditStep(id: StepId, plan: Step): Promise<void> {
    const { audit, user } = this.#ground;
    const entry = armedEntry(this.#kept, id, plan, user);
    if (id.phase === 'reset') audit.note(entry);
    else await audit.ensure(entry);
  }

  #serveJournal(): void {
    const source = new ServedSource(
      { kind: 'journal', segment: 1 },
      {
        open: async () => journalReader(this.#journal),
        gone: () => {
          source.failure = 'the journal was truncated';
        },
        mayDiffer: () => false,
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
      const reason = `the journal cannot be written: ${systemReason(error)}`;
      this.#ground.tell({ kind: 'journal-failed', reason });
    }
  }
}
