import { identityUri } from '@conductor/protocol';
import { type CallerList, isObeyed, type ListedCaller } from '../identity/caller-list.ts';
import type { CallerListAuditEntry } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';

/**
 * Tells the audit log who may command the player, and each change of that: also one that a command beside the player has
 * made, or a hand, as soon as the player goes by it.
 */
export class CallerListAudit {
  readonly #log: Pick<AuditLog, 'note'>;
  #known: CallerList = [];

  constructor(log: Pick<AuditLog, 'note'>) {
    this.#log = log;
  }

  /** The player starts with this list. */
  begin(list: CallerList): void {
    this.#known = list;
    const obeyed = list.filter(isObeyed).map(uriOf);
    if (obeyed.length > 0) this.#log.note({ kind: 'callers-listed', obeyed });
  }

  /** The player goes by this list now. */
  look(list: CallerList, by: string | null): void {
    if (list === this.#known) return;
    for (const entry of changesOf(this.#known, list, by)) this.#log.note(entry);
    this.#known = list;
  }
}

function changesOf(before: CallerList, after: CallerList, by: string | null): readonly CallerListAuditEntry[] {
  const forgotten = before.filter((caller) => isObeyed(caller) && !find(after, caller));
  return [
    ...forgotten.map((caller) => ({ kind: 'caller-revoked', who: uriOf(caller), by }) as const),
    ...after.flatMap((caller) => changesOfCaller(find(before, caller), caller, by)),
  ];
}

function changesOfCaller(
  before: ListedCaller | undefined,
  after: ListedCaller,
  by: string | null,
): readonly CallerListAuditEntry[] {
  const who = uriOf(after);
  const known = before?.revokedCertificates.map(({ fingerprint }) => fingerprint) ?? [];
  const certificates = after.revokedCertificates
    .filter(({ fingerprint }) => !known.includes(fingerprint))
    .map((one) => ({ kind: 'certificate-revoked', who, fingerprint: one.fingerprint, by: one.by }) as const);
  const wasObeyed = before !== undefined && isObeyed(before);
  if (wasObeyed === isObeyed(after)) return certificates;
  const change: CallerListAuditEntry = isObeyed(after)
    ? { kind: 'caller-allowed', who, by }
    : { kind: 'caller-revoked', who, by: after.revoked?.by ?? by };
  return [change, ...certificates];
}

function find(list: CallerList, caller: ListedCaller): ListedCaller | undefined {
  return list.find((one) => uriOf(one) === uriOf(caller));
}

function uriOf({ identity }: ListedCaller): string {
  return identityUri(identity);
}
