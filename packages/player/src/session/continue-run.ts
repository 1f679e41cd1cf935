import type { Claim } from '@conductor/protocol';
import { elapsedMs, type ResetState } from '@conductor/types';
import { type ClaimPlayer, type CommandEvent, claimFree, refuseBusy } from './claim-free.ts';
import { lapseLease } from './lease.ts';
import { claimed, saidAfter } from './said.ts';
import { isSame } from './same-run.ts';
import type { PastHolder, Said, SessionHolder } from './session.ts';
import { callOf, changeHolder, log, refuse, type Turn } from './turn.ts';

type ContinueRun = Claim & { readonly kind: 'continue-run' };

/**
 * Goes on where a call was cut: the claim is answered, and what was said and not heard is said again. A lease that is over
 * stays over, whoever comes.
 */
export function continueRun(turn: Turn, event: CommandEvent, command: ClaimPlayer, claim: ContinueRun): void {
  const { run } = event.request;
  lapseLease(turn);
  const { holder, past } = turn.session;
  if (holder && isSame(holder.run, run)) {
    if (holder.contact.kind === 'over') refuseLate(turn, event, holder.contact, 'what it owes is being paid');
    else resume(turn, event, holder, claim.heardCount);
  } else if (!holder && past && isSame(past.run, run) && isBare(past)) {
    claimFree(turn, event, command);
  } else if (past && isSame(past.run, run)) {
    answerPast(turn, event, past, claim.heardCount);
  } else if (holder && holder.run.runId !== run.runId) {
    refuseBusy(turn, event, holder);
  } else {
    const known = holder ? `it is held under epoch ${holder.run.epoch}` : 'it may have been started anew';
    refuse(turn, event.call, 'fenced', `this player does not know run ${run.runId}, epoch ${run.epoch}: ${known}`);
  }
}

function resume(turn: Turn, event: CommandEvent, holder: SessionHolder, heardCount: number): void {
  const said = saidAfter(holder.said, heardCount);
  if (said === null) {
    refuseOld(turn, event, heardCount);
    return;
  }
  noteReturn(turn, holder);
  const old = callOf(holder);
  if (old !== null) turn.effects.push({ kind: 'hang-up', call: old });
  const contact = { kind: 'call', call: event.call } as const;
  changeHolder(turn, { contact, said, heardNs: turn.now.monotonicNs });
  if (holder.claim === 'answered') sayAgain(turn, event, said);
}

/** The claim's answer first, then what did not come. None of it counts anew. */
function sayAgain(turn: Turn, { call }: CommandEvent, said: Said): void {
  for (const reply of [claimed(said, turn.session.trial), ...said.unheard]) {
    turn.effects.push({ kind: 'reply', call, reply });
  }
}

function noteReturn(turn: Turn, { run, contact }: SessionHolder): void {
  if (contact.kind !== 'cut') {
    log(turn, `run ${run.runId}: its conductor comes on a new connection`);
    return;
  }
  const seconds = (elapsedMs(contact.sinceNs, turn.now.monotonicNs) / 1000).toFixed(1);
  const text = `the connection to the conductor was cut (${contact.cause}), and was back after ${seconds} s; nothing was lost`;
  log(turn, `run ${run.runId}: ${text}`);
}

/** Who released the player and did not hear that it was so is told again; who lost it hears what became of its trial. */
function answerPast(turn: Turn, event: CommandEvent, past: PastHolder, heardCount: number): void {
  if (past.kind === 'lost') {
    refuseLate(turn, event, past, WHAT_BECAME[past.reset]);
    return;
  }
  const said = saidAfter(past.said, heardCount);
  if (said === null) {
    refuseOld(turn, event, heardCount);
    return;
  }
  sayAgain(turn, event, said);
  turn.effects.push({ kind: 'hang-up', call: event.call });
}

const WHAT_BECAME: { readonly [S in ResetState]: string } = {
  'not-owed': 'no Reset was owed',
  paid: 'its Reset is paid',
  waived: 'its Reset was waived',
  unconfirmed: 'its Reset could not be run',
};

interface Loss {
  readonly cause: string;
  readonly at: Date;
}

function refuseLate(turn: Turn, { call, request }: CommandEvent, { cause, at }: Loss, reset: string): void {
  const lost = `run ${request.run.runId} lost this player at ${at.toISOString()} (${cause})`;
  refuse(turn, call, 'fenced', `${lost}; ${reset}`);
}

/** A connection that was made before another one and is read after it. */
function refuseOld(turn: Turn, { call, request }: CommandEvent, heardCount: number): void {
  const told = `run ${request.run.runId} goes on from another point than after ${heardCount} replies`;
  refuse(turn, call, 'fenced', `${told}: this connection is older than the one that holds the player`);
}

/** It had loaded nothing when its connection was cut: it may have the player again, as if for the first time. */
function isBare(past: PastHolder): boolean {
  return past.kind === 'lost' && past.takenCount === 0;
}
