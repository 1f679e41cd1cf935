import { type ClaimPlayer, type CommandEvent, claimFree, newHolder, refuseBusy } from './claim-free.ts';
import { describeHolder } from './condition.ts';
import { claimed } from './said.ts';
import type { SessionHolder, TrialState } from './session.ts';
import { breakSyncs } from './settle-sync.ts';
import { haltPhase, noteStop } from './stop-trial.ts';
import { callOf, changeHolder, changePhase, changeTrial, journal, log, refuse, type Turn } from './turn.ts';

/**
 * Takes a run from who conducted it until now. Startup and Run are stopped; a Collect or Reset runs to its end. The claim is
 * answered between phases, when it is clear what is left to do: see `answerClaim`.
 */
export function takeOverRun(turn: Turn, event: CommandEvent, command: ClaimPlayer): void {
  const { holder, past, leaving } = turn.session;
  const { run } = event.request;
  const known = [holder?.run, past?.run].find((one) => one?.runId === run.runId);
  if (known && run.epoch <= known.epoch) {
    const told = `run ${run.runId} is at epoch ${known.epoch}; who takes it over needs a higher one than ${run.epoch}`;
    refuse(turn, event.call, 'fenced', told);
  } else if (!holder || leaving !== null) {
    claimFree(turn, event, command);
  } else if (holder.run.runId !== run.runId) {
    refuseBusy(turn, event, holder);
  } else {
    replaceHolder(turn, event, command, holder);
  }
}

/** Answers who takes a run over, as soon as the player is between phases or has no trial any more. */
export function answerClaim(turn: Turn): void {
  const { holder, trial } = turn.session;
  const call = callOf(holder);
  if (holder?.claim !== 'waiting' || call === null || !isBetweenPhases(trial)) return;
  changeHolder(turn, { claim: 'answered', heardNs: turn.now.monotonicNs, leaseMs: trial?.policies.leaseMs ?? null });
  turn.effects.push({ kind: 'reply', call, reply: claimed(holder.said, trial) });
}

function isBetweenPhases(trial: TrialState | null): boolean {
  return trial === null || (trial.stage === 'loaded' && trial.phase === null && trial.ending === null);
}

function replaceHolder(turn: Turn, event: CommandEvent, command: ClaimPlayer, old: SessionHolder): void {
  const { who, request } = event;
  const reason = `run ${request.run.runId} was taken over by ${who} (epoch ${request.run.epoch})`;
  const call = callOf(old);
  const holder = newHolder(turn, event, command);
  if (call !== null) refuse(turn, call, 'fenced', reason, describeHolder(holder, turn.now));
  log(turn, reason);
  const { leaseMs } = old;
  turn.session = {
    ...turn.session,
    holder: { ...holder, claim: 'waiting', leaseMs },
  };
  bringToPause(turn, reason);
}

/** From here on nobody hears of the phase in progress; it comes to its end, see `pressOn`. */
function bringToPause(turn: Turn, reason: string): void {
  const { trial } = turn.session;
  if (!trial) return;
  if (trial.ending) changeTrial(turn, { ending: { ...trial.ending, after: 'claim' } });
  else changePhase(turn, { asked: false });
  if (trial.stage === 'closing') return;
  if (trial.phase?.phase === 'collect' || trial.phase?.phase === 'reset') {
    journal(turn, { kind: 'remark', text: `${reason}; ${trial.phase.phase} runs to its end` });
    breakSyncs(turn, reason);
    return;
  }
  // Also what a player finishes whose lease was over (on_disconnect = finish).
  if (trial.stopped === null) noteStop(turn, reason);
  haltPhase(turn, reason);
  changeTrial(turn, { cancelled: null });
}
