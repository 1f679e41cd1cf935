import type { ControlReply } from '@conductor/protocol';
import type { AuditCaller } from './audit/audit-entry.ts';
import type { CallerAudit } from './audit/caller-audit.ts';
import type { CallId } from './session/session.ts';

/** A control conversation, as effects use it. */
export interface ReplyTarget {
  readonly caller: AuditCaller;
  /** Sends in order; what cannot be sent any more is dropped. */
  reply(reply: ControlReply): void;
  hangUp(): void;
}

/** The control conversations that are open, each with the number by which the session knows it. */
export class ControlCalls {
  readonly #targets = new Map<CallId, ReplyTarget>();
  readonly #audit: Pick<CallerAudit, 'refused'>;
  #last: CallId = 0;

  constructor(audit: Pick<CallerAudit, 'refused'>) {
    this.#audit = audit;
  }

  /** A conversation has begun. Returns what it is called from now on. */
  add(target: ReplyTarget): CallId {
    this.#last += 1;
    this.#targets.set(this.#last, target);
    return this.#last;
  }

  remove(call: CallId): void {
    this.#targets.delete(call);
  }

  callerOf(call: CallId): AuditCaller | null {
    return this.#targets.get(call)?.caller ?? null;
  }

  /** Sends a reply, to nobody when the conversation is over; who is refused is written down either way. */
  reply(call: CallId, reply: ControlReply): void {
    const target = this.#targets.get(call);
    if (reply.kind === 'refused') {
      const { name = 'a caller that is gone', address = 'an address that is not known' } = target?.caller ?? {};
      this.#audit.refused(`refused ${name} at ${address}: ${reply.message}`);
    }
    target?.reply(reply);
  }

  hangUp(call: CallId): void {
    this.#targets.get(call)?.hangUp();
  }
}
