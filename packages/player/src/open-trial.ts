import { rm } from 'node:fs/promises';
import {
  type Clock,
  type FetchStep,
  type JournalEntry,
  type Leftover,
  type Phase,
  type ReadyStep,
  type RebootStep,
  type Secret,
  type StateComparison,
  type Step,
  type StepId,
  systemReason,
} from '@conductor/types';
import type { AuditLog } from './audit/audit-log.ts';
import { armedEntry, entryOfJournal } from './audit/trial-entries.ts';
import type { Leader } from './containment/cell.ts';
import type { Containment } from './containment/containment.ts';
import { fetches } from './fetch/fetches.ts';
import type { Fork } from './fork/fork.ts';
import { planGuardian, TrialGuard } from './guardian/index.ts';
import { userName } from './host-facts.ts';
import { readyPuts } from './put/ready-puts.ts';
import { readySteps } from './ready/ready-steps.ts';
import { rebootHost } from './reboot/reboot-host.ts';
import { journalReader } from './results/journal-reader.ts';
import { ServedSource } from './results/served-source.ts';
import type { TrialResults } from './results/trial-results.ts';
import { forgetResetSecrets, keepResetSecrets } from './secrets/reset-secrets.ts';
import type { SessionEffect } from './session/session-effect.ts';
import type { SessionEvent } from './session/session-event.ts';
import { HostState } from './state/host-state.ts';
import { LiveTrial } from './steps/live-trial.ts';
import { shellWorkOf } from './steps/shell-work-of.ts';
import { StepsUnderWay } from './steps/steps-under-way.ts';
import { trialFileReason } from './storage/gone-text.ts';
import type { TrialFolder } from './storage/trial-folder.ts';
import type { TrialPlace } from './trial-place.ts';

/** What every trial of a player needs. */
export interface TrialGround {
  readonly stateFolder: string;
  readonly containment: Containment;
  readonly bootId: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Words that make a command another user's; none where steps run as the player itself. */
  readonly become: readonly string[];
  /** Who forks for steps, guardians and looks at the host. */
  readonly fork: Fork;
  readonly clock: Clock;
  readonly audit: Pick<AuditLog, 'note' | 'ensure'>;
  /** Whom steps run as. */
  readonly user: string;
  /** What reboots this host; `null` where its owner has not said that tests may. */
  readonly rebootCommand: string | null;
  /** Keeps room on the disk for Reset; `null` where there is none. */
  readonly reserveFile: string | null;
  readonly tell: (event: SessionEvent) => void;
  /** Told what a person at the host may want to know. */
  readonly onLog: (text: string) => void;
  /** Told of each journal entry as it is written. */
  readonly onEntry: (entry: JournalEntry) => void;
}

/** A boot changes too much to tell. */
const REBOOTED: StateComparison = { kind: 'not-compared', reason: 'this host was rebooted by a step of the trial' };

/** One trial while it is open: its folder, its journal, its results, its commands and its fetches. */
export class OpenTrial implements Disposable {
  readonly folder: TrialFolder;
  readonly results: TrialResults;
  readonly commands: LiveTrial;
  readonly fetches: StepsUnderWay<FetchStep>;
  readonly readySteps: StepsUnderWay<ReadyStep>;
  readonly #ground: TrialGround;
  readonly #place: TrialPlace;
  /** How the host is compared; `null` where nobody asked for it. */
  readonly #host: HostState | null;
  #guard: TrialGuard | null;
  #reboots: StepsUnderWay<RebootStep> | null = null;
  #journalFails = false;

  /** `guard` watches already over a trial that is taken up again; of a new one something may begin after `guard()`. */
  constructor(place: TrialPlace, ground: TrialGround, guard: TrialGuard | null = null) {
    const { kept, folder, results, secrets } = place;
    this.#place = place;
    this.#ground = ground;
    this.folder = folder;
    this.results = results;
    this.#guard = guard;
    this.#serveJournal();
    const journal = { append: (...entries: readonly JournalEntry[]) => this.append(...entries) };
    const noteLeader = (leader: Leader) => this.#guard?.noteLeader(leader);
    this.#host = kept.state ? new HostState(folder.path, kept, kept.state, { ...ground, noteLeader }) : null;
    this.commands = new LiveTrial({
      ...ground,
      kept,
      secrets,
      folder,
      journal,
      results,
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
    const masked = entries.map((entry) => this.#place.secrets.maskEntry(entry));
    this.#tryToWrite(() => this.#place.journal.append(...masked));
    for (const entry of masked) {
      const audited = entryOfJournal(this.#place.kept, entry);
      if (audited) this.#ground.audit.note(audited);
      this.#ground.onEntry(entry);
    }
  }

  /** Waits until the journal is on the disk. */
  sync(): void {
    this.#tryToWrite(() => this.#place.journal.sync());
  }

  /**
   * Waits until the trial is on the disk, and starts the guardian, which outlives this player. Rejects with what the file
   * system says, with a ConductorError `storage`, or with the signal's reason.
   */
  async guard(signal: AbortSignal): Promise<void> {
    const plan = planGuardian(this.#place.kept, this.#ground);
    await readyPuts(this.#place.kept, this.folder, this.#ground.stateFolder);
    const rest = () => this.folder.durable();
    this.#guard = await TrialGuard.begin(this.folder.path, { plan, rest }, this.#ground, signal);
    if (signal.aborted) this.#guard.abandon();
    const unseen = await this.#host?.lookBefore(signal);
    if (unseen) this.#ground.onLog(`how this host is before Startup cannot be kept: ${unseen}`);
  }

  /** From here on Reset is owed, whoever dies; tells `reset-promised` or `reset-not-promised`. */
  async promiseReset(): Promise<void> {
    const { tell } = this.#ground;
    try {
      if (!this.#guard) throw new Error('the trial has no guardian');
      await keepResetSecrets(this.folder.path, this.#place.kept.phases.reset, this.#place.secrets);
      await this.#guard.arm();
      tell({ kind: 'reset-promised' });
    } catch (error) {
      const reason = trialFileReason(this.folder.path, error);
      tell({ kind: 'reset-not-promised', reason: `Reset cannot be promised: ${reason}` });
    }
  }

  /** These came again after a reboot. */
  supply(secrets: readonly Secret[]): void {
    this.#place.secrets.supply(secrets);
  }

  /** Reboots the host; tells `step-ended` when that does not come to be. */
  async reboot({ step, plan, before }: SessionEffect & { kind: 'reboot-host' }): Promise<void> {
    const { clock, tell, bootId, audit, rebootCommand: command } = this.#ground;
    if (command === null) {
      // Allowed when the trial was loaded, and not any more in this life.
      const outcome = { kind: 'not-started', reason: 'the owner of this host does not allow it any more' } as const;
      return tell({ kind: 'step-ended', step, outcome, durationMs: 0 });
    }
    const { kept, folder } = this.#place;
    const began = clock.now().toISOString();
    const record = { ...before, step, limitMs: plan.limitMs, began, bootId, reboots: kept.reboots };
    this.#reboots = new StepsUnderWay<RebootStep>({
      clock,
      tell,
      permit: (id) => audit.ensure(armedEntry(kept, id, plan, userName(), command)),
      perform: (_id, _plan, signal) => rebootHost({ folder, command, record }, signal),
    });
    await this.#reboots.begin(step, plan);
  }

  /** Ends all that lives, and resolves with what would not die; after Reset it is told whether the host is as it was, if somebody wants to know. */
  async settle(isReset: boolean, signal: AbortSignal): Promise<readonly Leftover[]> {
    const leftovers = await this.commands.end();
    if (isReset && this.#host) {
      const isOtherBoot = this.#place.kept.reboots > 0;
      const comparison = isOtherBoot ? REBOOTED : await this.#host.compare(signal);
      this.append({ kind: 'state-compared', comparison });
    }
    return leftovers;
  }

  /** Nothing is owed any more. Resolves when no guardian is left. */
  async dismissGuardian(): Promise<void> {
    await this.#guard?.dismiss();
    await forgetResetSecrets(this.folder.path).catch((error: Error) => this.#ground.onLog(error.message));
  }

  /** Forks the command of a step and holds it, while the audit log takes it down. */
  fork({ step, plan, isAhead }: SessionEffect & { kind: 'fork-gate' }): void {
    const work = shellWorkOf(plan, this.#place.kept.policies.stepTimeoutMs);
    if (work !== null) void this.commands.fork(step, work, () => this.#auditStep(step, plan), isAhead);
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

  /** Gives up a trial of which nothing has begun, with its folder; what cannot be removed is told. */
  async remove(): Promise<void> {
    this[Symbol.dispose]();
    this.#place.journal[Symbol.dispose]();
    await rm(this.folder.path, { recursive: true, force: true }).catch((error: Error) =>
      this.#ground.onLog(`${this.folder.path} cannot be removed: ${error.message}`),
    );
  }

  /** Whatever is still owed is left to the guardian. */
  [Symbol.dispose](): void {
    this.#guard?.abandon();
    this.fetches.stopAll('the trial is over');
    this.readySteps.stopAll('the trial is over');
    this.#reboots?.stopAll('the player ended');
    this.commands[Symbol.dispose]();
    // Read through its descriptor until a collector has it: by then somebody may have removed the file.
    void this.results.heldUpToNow().then(() => this.#place.journal[Symbol.dispose]());
  }

  /** Resolves when the step may run: of Reset every step may, whether or not it can be taken down. */
  async #auditStep(id: StepId, plan: Step): Promise<void> {
    const { audit, user } = this.#ground;
    const entry = armedEntry(this.#place.kept, id, plan, user);
    if (id.phase === 'reset') audit.note(entry);
    else await audit.ensure(entry);
  }

  #serveJournal(): void {
    const source = new ServedSource(
      { kind: 'journal', segment: this.#place.segment },
      {
        open: async () => journalReader(this.#place.journal),
        gone: () => {
          source.failure = 'the journal was truncated';
        },
        mayDiffer: () => false,
      },
    );
    source.size = this.#place.journal.bytes;
    this.results.add(source);
    this.#place.journal.onGrown = (bytes) => {
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
