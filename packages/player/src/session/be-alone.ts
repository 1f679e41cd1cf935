import type { CallId, TrialEnding } from './session.ts';
import { haltPhase, noteStop } from './stop-trial.ts';
import { changeTrial, journal, log, type Turn } from './turn.ts';

/** A control conversation is over. Only the holder's matters. */
export function settleLostCall(turn: Turn, call: CallId, cause: string): void {
  if (turn.session.holder?.call === call) loseConductor(turn, cause);
}

/** Nobody commands any more: stop, pay the Reset that is owed, be free. */
export function loseConductor(turn: Turn, cause: string): void {
  const { holder, trial } = turn.session;
  if (!holder) return;
  if (holder.call !== null) turn.effects.push({ kind: 'hang-up', call: holder.call });
  log(turn, `run ${holder.run.runId}: ${cause}`);
  turn.session = { ...turn.session, holder: { ...holder, call: null } };
  if (!trial) {
    freePlayer(turn);
    return;
  }
  if (mayFinish(turn)) {
    journal(turn, { kind: 'remark', text: `${cause}; the phase runs to its end (on_disconnect = finish)` });
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
  if (holder) loseConductor(turn, `the player was told to end (${signal})`);
  else turn.effects.push({ kind: 'leave' });
}

/** Nobody holds the player any more. */
export function freePlayer(turn: Turn): void {
  turn.session = { ...turn.session, holder: null };
  if (turn.session.leaving !== null) turn.effects.push({ kind: 'leave' });
}

function mayFinish({ session: { trial, leaving } }: Turn): boolean {
  return trial?.policies.onDisconnect === 'finish' && leaving === null && trial.phase?.stage === 'running';
}

/** An end that was asked for keeps its terms; only nobody waits for it any more. */
function untold(ending: TrialEnding | null, cause: string): TrialEnding {
  return { waiveReset: ending?.waiveReset ?? false, after: 'free', cause };
}
