import { setTimeout as pause } from 'node:timers/promises';
import { systemReason } from '@conductor/types';
import type { Fork } from '../fork/fork.ts';
import { goneText } from '../storage/gone-text.ts';
import type { Guardian } from './guardian.ts';
import { guardianFolder } from './guardian-folder.ts';
import type { GuardianPlan } from './guardian-plan.ts';
import { prepareGuardian, writeGuardian } from './prepare-guardian.ts';
import { startFirstGuardian, startGuardian } from './start-guardian.ts';
import { oweReset } from './token.ts';

/** A guardian that dies again and again is not replaced more often than this. */
const BETWEEN_GUARDIANS_MS = 1_000;

/** What the guardians of a trial are started with. */
export interface GuardGround {
  /** Who forks. Default: this process. */
  readonly fork?: Fork | undefined;
  /** Told when one had to be replaced. */
  readonly onLog: (text: string) => void;
}

/** Sees to it that a guardian watches over a trial, from before it is loaded until nothing is owed. */
export class TrialGuard {
  readonly #trialFolder: string;
  readonly #ground: GuardGround;
  readonly #end = new AbortController();
  /** `null` once it is dismissed: a trial is kept until its run is over, and what was heard of its guardian need not be. */
  #guardian: Guardian | null;
  /** What is asked of guardians is done one after the other: the token is renamed by one hand at a time. */
  #done: Promise<void> = Promise.resolve();

  private constructor(trialFolder: string, guardian: Guardian, ground: GuardGround) {
    this.#trialFolder = trialFolder;
    this.#guardian = guardian;
    this.#ground = ground;
    this.#watch(guardian);
  }

  /**
   * Prepares and starts the guardian of a trial whose folder is there; `rest` brings that folder to the disk. Rejects with a
   * ConductorError `storage`, or with the reason of the signal.
   */
  static async begin(
    trialFolder: string,
    { plan, rest }: { readonly plan: GuardianPlan; readonly rest: () => Promise<void> },
    ground: GuardGround,
    signal: AbortSignal,
  ): Promise<TrialGuard> {
    const files = writeGuardian(trialFolder, plan);
    const guardian = await startFirstGuardian(trialFolder, { files, rest }, signal, ground.fork);
    return new TrialGuard(trialFolder, guardian, ground);
  }

  /**
   * As `begin`, for a trial that is taken up again: what its guardian was given is there no more. `isOwed`: Reset is owed before
   * that one lives.
   */
  static async beginAnew(
    trialFolder: string,
    { plan, isOwed }: { readonly plan: GuardianPlan; readonly isOwed: boolean },
    ground: GuardGround,
    signal: AbortSignal,
  ): Promise<TrialGuard> {
    await prepareGuardian(trialFolder, plan);
    if (isOwed) await oweReset(guardianFolder(trialFolder));
    return new TrialGuard(trialFolder, await startGuardian(trialFolder, signal, ground.fork), ground);
  }

  /** From here on Reset is owed, and that outlives a power cut. Rejects with a ConductorError `storage`. */
  arm(): Promise<void> {
    return this.#next(() => this.#present().arm());
  }

  /** Notes the first process of a step before the step is let go; also for the guardian that may come after this one. */
  noteLeader(leader: { readonly pid: number; readonly start: string | null }): void {
    this.#guardian?.noteLeader(leader);
  }

  /** Nothing is owed any more, and that is on the disk. Resolves when no guardian watches; never rejects. */
  async dismiss(): Promise<void> {
    if (this.#end.signal.aborted) return this.#done;
    this.#end.abort(new Error('the trial needs no guardian any more'));
    await this.#next(async () => {
      const end = await this.#present().disarm();
      if (end === 'lost') this.#ground.onLog(`${this.#trialFolder}: somebody else has taken it over`);
      if (end === 'gone') this.#ground.onLog(goneText(this.#trialFolder));
    }).catch((error: Error) =>
      this.#ground.onLog(`${this.#trialFolder}: its guardian cannot be dismissed: ${error.message}`),
    );
    this.#guardian = null;
  }

  /** Leaves the trial to its guardian, which takes it for the death of the player. */
  abandon(): void {
    if (this.#end.signal.aborted) return;
    const reason = new Error('the player leaves the trial to its guardian');
    this.#end.abort(reason);
    this.#present()
      .pay(AbortSignal.abort(reason))
      .catch(() => undefined);
  }

  #present(): Guardian {
    if (this.#guardian === null) throw new Error(`the guardian of the trial in ${this.#trialFolder} was dismissed`);
    return this.#guardian;
  }

  #next(deed: () => Promise<void>): Promise<void> {
    const doing = this.#done.then(deed);
    this.#done = doing.catch(() => undefined);
    return doing;
  }

  #watch(guardian: Guardian): void {
    const sinceMs = performance.now();
    void guardian.ended.then(async (exit) => {
      if (this.#end.signal.aborted) return;
      const how = exit.kind === 'signal' ? exit.signal : exit.kind;
      this.#ground.onLog(`the guardian of the trial in ${this.#trialFolder} has ended (${how}); another is started`);
      if (performance.now() - sinceMs < BETWEEN_GUARDIANS_MS) await this.#rest();
      await this.#replace();
    });
  }

  /** Tries until one stands there: meanwhile a death of the player is noticed only by the next player. */
  async #replace(): Promise<void> {
    const { signal } = this.#end;
    const start = async () => {
      signal.throwIfAborted();
      const guardian = await startGuardian(this.#trialFolder, signal, this.#ground.fork);
      this.#guardian = guardian;
      this.#watch(guardian);
    };
    for (let isThere = false; !isThere && !signal.aborted; ) {
      try {
        await this.#next(start);
        isThere = true;
      } catch (error) {
        if (signal.aborted) return;
        this.#ground.onLog(`nobody watches over the trial in ${this.#trialFolder}: ${systemReason(error)}`);
        await this.#rest();
      }
    }
  }

  async #rest(): Promise<void> {
    const { signal } = this.#end;
    await pause(BETWEEN_GUARDIANS_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
