import type { ResetState } from '@conductor/types';
import { isGoingDown } from './going-down.ts';
import { endReboot } from './reboot.ts';
import type { CallId, SessionHolder, TrialEnding } from './session.ts';
import { breakSyncs } from './settle-sync.ts';
import { haltPhase, noteStop } from './stop-trial.ts';
import { callOf, changeHolder, changeTrial, journal, log, type Turn } from './turn.ts';

/**
 * A control call is over. Only the holder's matters: with a lease, that is a cut, and the work goes on until the lease is
 * over; without one nothing was loaded, and the player is free.
 */
export function settleLostCall(turn: Turn, call: CallId, cause: string): void {
  const { holder } = turn.session;
  if (!holder || callOf(holder) !== call) return;
  if (holder.leaseMs === null) {
    loseConductor(turn, cause);
    return;
  }
  const sinceNs = turn.now.monotonicNs;
  log(turn, `run ${holder.run.runId}: ${cause}; the work goes on for a lease of ${holder.leaseMs / 1000} s`);
  // Who waited for its claim to be answered had nothing to say: as long as its call stood, it was there.
  const heardNs = holder.claim === 'waiting' ? sinceNs : holder.heardNs;
  changeHolder(turn, { contact: { kind: 'cut', cause, sinceNs }, heardNs });
}

/** Nobody commands any more: stop, pay the Reset that is owed, be free. */
export function loseConductor(turn: Turn, cause: string): void {
  const { holder, trial } = turn.session;
  if (!holder) return;
  const call = callOf(holder);
  if (call !== null) turn.effects.push({ kind: 'hang-up', call });
  log(turn, `run ${holder.run.runId}: ${cause}`);
  changeHolder(turn, { contact: { kind: 'over', cause, at: turn.now.wall } });
  if (!trial) {
    freePlayer(turn, 'not-owed');
    return;
  }
  if (mayFinish(turn)) {
    journal(turn, { kind: 'remark', text: `${cause}; the phase runs to its end (on_disconnect = finish)` });
    breakSyncs(turn, cause);
    endReboot(turn, { kind: 'reboot-failed', reason: cause });
  } else if (trial.stage !== 'closing') {
    noteStop(turn, cause);
    haltPhase(turn, cause);
  }
  changeTrial(turn, { ending: untold(trial.ending, cause) });
}

/** The player is to end: stop, pay, leave. Asked again, it says what it waits for. */
export function takeLeave(turn: Turn, signal: string): void {
  const { holder, leaving, trial } = turn.session;
  if (leaving !== null) {
    const awaited = trial?.phase ? `${trial.phase.phase} is ${trial.phase.stage}` : 'what still runs is being ended';
    log(turn, `${signal}: already ending; ${awaited}`);
    return;
  }
  turn.session = { ...turn.session, leaving: signal };
  // The end of the machine, for which the trial asked: the next life goes on, and nothing is paid.
  if (isGoingDown(turn.session)) turn.effects.push({ kind: 'leave' });
  else if (holder) loseConductor(turn, `the player was told to end (${signal})`);
  else turn.effects.push({ kind: 'leave' });
}

/** Nobody holds the player any more. `reset` is what became of the trial that was left. */
export function freePlayer(turn: Turn, reset: ResetState): void {
  const { holder } = turn.session;
  if (holder) turn.session = { ...turn.session, holder: null, past: pastOf(holder, reset) };
  if (turn.session.leaving !== null) turn.effects.push({ kind: 'leave' });
}

function pastOf({ run, said, contact }: SessionHolder, reset: ResetState) {
  if (contact.kind !== 'over') return { kind: 'released', run, said } as const;
  return { kind: 'lost', run, cause: contact.cause, at: contact.at, reset, takenCount: said.takenCount } as const;
}

function mayFinish({ session: { trial, leaving } }: Turn): boolean {
  return trial?.policies.onDisconnect === 'finish' && leaving === null && trial.phase?.stage === 'running';
}

/** An end that was asked for keeps its terms; only nobody waits for it any more. */
function untold(ending: TrialEnding | null, cause: string): TrialEnding {
  return { waiveReset: ending?.waiveReset ?? false, after: 'free', cause };
}
