import type { Leftover, ResetState } from '@conductor/types';
import { dropAhead } from './arm-ahead.ts';
import { freePlayer } from './be-alone.ts';
import { armPhase } from './phase-arming.ts';
import { settlePhase } from './phase-end.ts';
import { startList } from './phase-list.ts';
import type { TrialEnding, TrialState } from './session.ts';
import { haltPhase, noteStop } from './stop-trial.ts';
import { callOf, changeTrial, journal, journalDurably, log, say, type Turn } from './turn.ts';

/** The conductor has no more to say about the trial: what it left is ended, and what it owes is paid. */
export function closeTrial(turn: Turn, ending: TrialEnding): void {
  const phase = turn.session.trial?.phase?.phase;
  if (phase !== undefined && phase !== 'reset') {
    noteStop(turn, 'the conductor closed the trial');
    haltPhase(turn, 'the conductor closed the trial');
  }
  changeTrial(turn, { ending });
}

/** The run is over for this player; a trial that is still open is closed first. */
export function releasePlayer(turn: Turn): void {
  const { holder, trial } = turn.session;
  if (!holder) return;
  if (trial) {
    if (trial.ending) changeTrial(turn, { ending: { ...trial.ending, after: 'release' } });
    else closeTrial(turn, { waiveReset: false, after: 'release', cause: null });
    return;
  }
  turn.effects.push({ kind: 'forget-run', run: holder.run });
  say(turn, { kind: 'player-released' });
  const call = callOf(holder);
  if (call !== null) turn.effects.push({ kind: 'hang-up', call });
  freePlayer(turn, 'not-owed');
}

/**
 * Drives a trial that is being brought to its end, or to the next pause between phases for who takes the run over: nobody
 * else starts and ends its phases any more.
 */
export function pressOn(turn: Turn): void {
  const { trial, holder } = turn.session;
  if (trial?.stage !== 'loaded' || (!trial.ending && holder?.claim !== 'waiting')) return;
  if (!trial.phase) {
    if (trial.ending) settleDebt(turn, trial, trial.ending);
    return;
  }
  switch (trial.phase.stage) {
    case 'armed':
      startList(turn);
      pressOn(turn);
      break;
    case 'done':
      settlePhase(turn);
      break;
    case 'arming':
    case 'due':
    case 'running':
    case 'ending':
      break;
    default:
      trial.phase.stage satisfies never;
  }
}

/** Nothing of the trial is alive: it is closed, and whoever waits for that is told. */
export function closeSettledTrial(turn: Turn, leftovers: readonly Leftover[]): void {
  const { trial } = turn.session;
  if (trial?.stage !== 'closing' || !trial.ending) return;
  const reset = resetState(trial);
  if (leftovers.length > 0) journal(turn, { kind: 'left-behind', leftovers });
  journalDurably(turn, { kind: 'trial-closed', reset });
  turn.effects.push({ kind: 'dismiss-guardian' });
  turn.effects.push({ kind: 'close-results', reset });
  turn.session = { ...turn.session, trial: null };
  switch (trial.ending.after) {
    case 'say-closed':
      say(turn, { kind: 'trial-closed', reset });
      break;
    case 'release':
      releasePlayer(turn);
      break;
    case 'claim':
      log(turn, `trial ${trial.ref.trial} is closed; Reset: ${reset}`);
      break;
    case 'free':
      log(turn, `trial ${trial.ref.trial} is closed; Reset: ${reset}`);
      freePlayer(turn, reset);
      break;
    default:
      trial.ending.after satisfies never;
  }
}

/** Between phases: Reset if it is owed, then the end. */
function settleDebt(turn: Turn, trial: TrialState, { waiveReset, cause }: TrialEnding): void {
  if (cause !== null && trial.stopped === null) noteStop(turn, cause);
  if (trial.debt === 'owed' && !waiveReset) {
    armPhase(turn, 'reset', false);
    pressOn(turn);
    return;
  }
  dropAhead(turn);
  changeTrial(turn, { stage: 'closing' });
  turn.effects.push({ kind: 'settle-trial' });
}

function resetState({ debt, ending }: TrialState): ResetState {
  if (debt === 'none') return 'not-owed';
  if (debt === 'paid') return 'paid';
  return ending?.waiveReset ? 'waived' : 'unconfirmed';
}
