import { type ControlReply, isCounted, type RefusalReason } from '@conductor/protocol';
import type { Holder, JournalEntry } from '@conductor/types';
import type { CallId, PhaseState, Session, SessionHolder, TrialState } from './session.ts';
import type { SessionEffect } from './session-effect.ts';

/** The two clocks at the moment of an event. */
export interface Moment {
  readonly wall: Date;
  readonly monotonicNs: bigint;
}

/** One event being taken in: what the session becomes, and the effects so far. Lives as long as `nextSession` runs. */
export interface Turn {
  session: Session;
  readonly now: Moment;
  readonly effects: SessionEffect[];
}

/** The phase in progress with its trial; `null` between phases. */
export function ongoing({ session: { trial } }: Turn): { trial: TrialState; phase: PhaseState } | null {
  return trial?.phase ? { trial, phase: trial.phase } : null;
}

/** Changes the trial in progress; without one, nothing. */
export function changeTrial(turn: Turn, change: Partial<TrialState>): void {
  const { trial } = turn.session;
  if (trial) turn.session = { ...turn.session, trial: { ...trial, ...change } };
}

/** Changes the phase in progress; without one, nothing. */
export function changePhase(turn: Turn, change: Partial<PhaseState>): void {
  const phase = turn.session.trial?.phase;
  if (phase) changeTrial(turn, { phase: { ...phase, ...change } });
}

/** Changes the holder; without one, nothing. */
export function changeHolder(turn: Turn, change: Partial<SessionHolder>): void {
  const { holder } = turn.session;
  if (holder) turn.session = { ...turn.session, holder: { ...holder, ...change } };
}

/** The call of the holder; `null` when there is none. */
export function callOf(holder: SessionHolder | null): CallId | null {
  return holder?.contact.kind === 'call' ? holder.contact.call : null;
}

/**
 * Says something to the conductor that holds the player, if there still is one. What counts is kept until that has told
 * that it came: over a cut, too.
 */
export function say(turn: Turn, reply: ControlReply): void {
  const { holder } = turn.session;
  if (!holder || holder.contact.kind === 'over' || holder.claim === 'waiting') return;
  if (isCounted(reply)) {
    const { said } = holder;
    changeHolder(turn, {
      said: { ...said, saidCount: said.saidCount + 1, unheard: [...said.unheard, reply] },
    });
  }
  const call = callOf(holder);
  if (call !== null) turn.effects.push({ kind: 'reply', call, reply });
}

/** Says something about the phase in progress, if the conductor asked for that phase. */
export function sayOfPhase(turn: Turn, reply: ControlReply): void {
  if (turn.session.trial?.phase?.asked) say(turn, reply);
}

/** Writes down what happened. */
export function journal(turn: Turn, entry: JournalEntry): void {
  turn.effects.push({ kind: 'journal', entry, durable: false });
}

/** Writes down what must outlive a power cut. */
export function journalDurably(turn: Turn, entry: JournalEntry): void {
  turn.effects.push({ kind: 'journal', entry, durable: true });
}

/** Tells whoever looks at the player's own output. */
export function log(turn: Turn, text: string): void {
  turn.effects.push({ kind: 'log', text });
}

/** Refuses a caller; nothing follows on that conversation. */
export function refuse(
  turn: Turn,
  call: CallId,
  reason: RefusalReason,
  message: string,
  holder: Holder | null = null,
): void {
  turn.effects.push({ kind: 'reply', call, reply: { kind: 'refused', reason, message, holder } });
  turn.effects.push({ kind: 'hang-up', call });
}
