import { existsSync } from 'node:fs';
import { type Clock, ConductorError, systemReason } from '@conductor/types';
import { checkPrivate } from '../storage/private-folder.ts';
import { AuditChain } from './audit-chain.ts';
import type { AuditEntry } from './audit-entry.ts';
import { auditFolder } from './audit-folder.ts';
import { type AuditLimits, DEFAULT_AUDIT_LIMITS } from './audit-limits.ts';

/** What an audit log is kept with. */
export interface AuditOptions {
  readonly stateFolder: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Told what a person at the host has to know. */
  readonly onLog: (text: string) => void;
  /** Default: `DEFAULT_AUDIT_LIMITS`. */
  readonly limits?: AuditLimits;
}

/** Records that could not be written. */
interface Gap {
  readonly missed: number;
  readonly since: string;
  readonly reason: string;
}

/**
 * What is done to a host through its player, one record after the other, each with the hash of the one before. Only who
 * has the lock of the state folder may have it. Records that the disk refuses are missed, and the next one says so.
 */
export class AuditLog implements AsyncDisposable {
  readonly #options: AuditOptions;
  readonly #folder: string;
  readonly #limits: AuditLimits;
  #chain: AuditChain | null = null;
  #gap: Gap | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isOver = false;
  /** The sync that is under way, and the one that begins after it. */
  #syncing: Promise<void> = Promise.resolve();
  #nextSync: Promise<void> | null = null;

  /** Throws a ConductorError `storage` where others could read or change it; a disk that refuses is met with each record. */
  constructor(options: AuditOptions) {
    this.#options = options;
    this.#folder = auditFolder(options.stateFolder);
    this.#limits = options.limits ?? DEFAULT_AUDIT_LIMITS;
    try {
      if (existsSync(this.#folder)) checkPrivate(this.#folder);
    } catch (error) {
      throw ConductorError.from(error, 'storage', `the audit log in ${this.#folder} cannot be used`);
    }
  }

  /** How the player ended that wrote to it before, as far as that can be read. */
  get before(): 'none' | 'ended' | 'killed' {
    try {
      const { lastKind } = this.#open();
      if (lastKind === null) return 'none';
      return lastKind === 'player-ended' ? 'ended' : 'killed';
    } catch {
      // Why, is said of the first record that cannot be written.
      return 'none';
    }
  }

  /** Adds a record of what happens anyhow. What the disk refuses is counted, and told in the next record. */
  note(entry: AuditEntry): void {
    if (this.#isOver) return;
    try {
      this.#write(entry);
      this.#syncSoon();
    } catch {
      return;
    }
  }

  /**
   * Adds a record, and waits until it is on the disk: what it tells may happen then, and not before. Rejects with a
   * ConductorError `storage` where it cannot be written.
   */
  async ensure(entry: AuditEntry): Promise<void> {
    try {
      if (this.#isOver) throw new Error('the player has ended');
      this.#write(entry);
      await this.#synced();
    } catch (error) {
      throw new ConductorError('storage', `the audit log cannot be written: ${systemReason(error)}`, { cause: error });
    }
  }

  /** Resolves when all that was noted is on the disk, or was refused. */
  async flush(): Promise<void> {
    await this.#synced().catch((error: unknown) => this.#complain(error));
  }

  /** Resolves when all is on the disk, and the files are closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.flush();
    this.#chain?.[Symbol.dispose]();
  }

  #open(): AuditChain {
    this.#chain ??= new AuditChain(this.#folder, this.#limits);
    return this.#chain;
  }

  #write(entry: AuditEntry): void {
    const now = this.#options.clock.now();
    try {
      const chain = this.#open();
      const began = chain.append(this.#gap ? [{ kind: 'gap', ...this.#gap }, entry] : [entry], now);
      if (this.#gap) this.#options.onLog(`the audit log can be written again; ${this.#gap.missed} records are missing`);
      this.#gap = null;
      if (began === 'new-segment') this.#tidy(chain, now);
    } catch (error) {
      if (!this.#gap) this.#complain(error);
      const reason = systemReason(error);
      this.#gap = { reason, since: now.toISOString(), ...this.#gap, missed: (this.#gap?.missed ?? 0) + 1 };
      throw error;
    }
  }

  #tidy(chain: AuditChain, now: Date): void {
    try {
      chain.tidy(now);
    } catch (error) {
      this.#options.onLog(`old records of the audit log in ${this.#folder} stay: ${systemReason(error)}`);
    }
  }

  #syncSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, this.#limits.syncMs).unref();
  }

  /** Who asks while the disk is at work shares the next turn with all others. */
  #synced(): Promise<void> {
    this.#nextSync ??= this.#syncing.then(() => {
      this.#nextSync = null;
      const sync = this.#chain?.sync() ?? Promise.resolve();
      this.#syncing = sync.catch(() => undefined);
      return sync;
    });
    return this.#nextSync;
  }

  #complain(error: unknown): void {
    const advice = 'no step but those of Reset runs that is not written down';
    this.#options.onLog(`the audit log in ${this.#folder} cannot be written: ${systemReason(error)}; ${advice}`);
  }
}
