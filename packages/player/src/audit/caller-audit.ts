import { identityUri, type Peer } from '@conductor/protocol';
import type { Clock } from '@conductor/types';
import type { AuditCaller, CallerAuditEntry } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { type Few, FewPerWindow } from './few-per-window.ts';

/** How many callers are told one by one. */
export interface CallerAuditLimits {
  readonly refused: Few;
  readonly greeted: Few;
}

const WINDOW_MS = 600_000;

/** At this rate strangers need more than the time that records are kept to push one out of the log. */
const DEFAULT_CALLER_LIMITS: CallerAuditLimits = {
  refused: { most: 10, windowMs: WINDOW_MS },
  greeted: { most: 100, windowMs: WINDOW_MS },
};

/** Tells the audit log who called and who was refused: one by one while they are few, else how many. */
export class CallerAudit implements Disposable {
  readonly #log: Pick<AuditLog, 'note'>;
  readonly #refused: FewPerWindow;
  readonly #greeted: FewPerWindow;

  constructor(log: Pick<AuditLog, 'note'>, clock: Pick<Clock, 'now'>, limits = DEFAULT_CALLER_LIMITS) {
    this.#log = log;
    const since = { refused: clock.now(), greeted: clock.now() };
    const counting = (what: 'greeted' | 'refused') => (count: number) => {
      log.note({ kind: 'callers-counted', what, count, since: since[what].toISOString() });
      since[what] = clock.now();
    };
    this.#refused = new FewPerWindow(limits.refused, counting('refused'));
    this.#greeted = new FewPerWindow(limits.greeted, counting('greeted'));
  }

  /** Somebody was let in. */
  greeted(role: 'conductor' | 'collector', peer: Peer): void {
    if (this.#greeted.admit()) this.#note({ kind: 'caller-greeted', role, ...callerOf(peer) });
  }

  /** Somebody was not, or so many were. */
  refused(reason: string, callers = 1): void {
    if (this.#refused.admit(callers)) this.#note({ kind: 'caller-refused', reason: reason.slice(0, LONGEST_REASON) });
  }

  [Symbol.dispose](): void {
    this.#refused[Symbol.dispose]();
    this.#greeted[Symbol.dispose]();
  }

  #note(entry: CallerAuditEntry): void {
    this.#log.note(entry);
  }
}

/** Characters of what strangers may have chosen. */
const LONGEST_REASON = 1_000;
const LONGEST_NAME = 200;

/** What the log tells of a peer. */
export function callerOf({ name, address, certified }: Peer): AuditCaller {
  const identity = certified && identityUri(certified.identity);
  return { name: name.slice(0, LONGEST_NAME), address, identity, fingerprint: certified?.fingerprint ?? null };
}
