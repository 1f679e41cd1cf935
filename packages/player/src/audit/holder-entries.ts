import type { RunRef } from '@conductor/types';
import type { CallId, Session, SessionHolder } from '../session/session.ts';
import { callOf } from '../session/turn.ts';
import type { AuditCaller, HolderAuditEntry } from './audit-entry.ts';

/** What the audit log tells of a change of a session: who has the player now, or has it no more. Pure. */
export function holderEntries(
  before: Session,
  after: Session,
  callerOf: (call: CallId) => AuditCaller | null,
): readonly HolderAuditEntry[] {
  const came = arrival(before.holder, after.holder, callerOf);
  return [...departure(before, after), ...(came ? [came] : [])];
}

function arrival(
  old: SessionHolder | null,
  holder: SessionHolder | null,
  callerOf: (call: CallId) => AuditCaller | null,
): HolderAuditEntry | null {
  const call = callOf(holder);
  if (holder === null || call === null || call === callOf(old)) return null;
  const { run, playerName: player, testName: test, who: name } = holder;
  const caller = callerOf(call) ?? { name, address: '', identity: null, fingerprint: null };
  return { kind: arrivalOf(old?.run ?? null, run), run, player, test, ...caller };
}

function arrivalOf(old: RunRef | null, run: RunRef): 'player-claimed' | 'run-taken-over' | 'run-continued' {
  if (old?.runId !== run.runId) return 'player-claimed';
  return old.epoch === run.epoch ? 'run-continued' : 'run-taken-over';
}

function departure({ holder: old }: Session, { holder, past }: Session): readonly HolderAuditEntry[] {
  if (old === null) return [];
  const isFreed = holder === null || holder.run.runId !== old.run.runId;
  const cause = causeOfLoss(holder, past);
  const lost: readonly HolderAuditEntry[] =
    cause !== null && old.contact.kind !== 'over' ? [{ kind: 'conductor-lost', run: old.run, cause }] : [];
  return isFreed ? [...lost, { kind: 'player-freed', run: old.run }] : lost;
}

function causeOfLoss(holder: SessionHolder | null, past: Session['past']): string | null {
  if (holder) return holder.contact.kind === 'over' ? holder.contact.cause : null;
  return past?.kind === 'lost' ? past.cause : null;
}
