import type { ControlCommand } from '@conductor/protocol';
import { armAhead } from './arm-ahead.ts';
import { loseConductor } from './be-alone.ts';
import type { TrialState } from './session.ts';
import { callOf, changeHolder, changeTrial, refuse, say, type Turn } from './turn.ts';

/** Takes a trial in: it is loaded when it is on disk. */
export function loadTrial(turn: Turn, command: Extract<ControlCommand, { kind: 'load-trial' }>): void {
  const { holder } = turn.session;
  if (!holder) return;
  const { trial, policies, phases, secrets, state } = command;
  const loading: TrialState = {
    ref: trial,
    policies,
    phases,
    stage: 'loading',
    phase: null,
    lastPhase: null,
    cancelled: null,
    ahead: null,
    debt: 'none',
    promise: 'none',
    stopped: null,
    ending: null,
  };
  turn.session = { ...turn.session, trial: loading };
  changeHolder(turn, { leaseMs: policies.leaseMs });
  const { run, playerName, testName } = holder;
  const kept = { run, trial, playerName, testName, policies, phases, ...(state && { state }) };
  turn.effects.push({ kind: 'keep-trial', trial: kept, secrets });
}

/** The trial is on disk and has a guardian: from here on the host can be reset without anybody's help. */
export function keepTrial(turn: Turn): void {
  const { trial } = turn.session;
  if (trial?.stage !== 'loading') return;
  changeTrial(turn, { stage: 'loaded' });
  say(turn, { kind: 'trial-loaded', trial: trial.ref });
  armAhead(turn);
}

/** A player that could not reset itself begins nothing. */
export function loseTrial(turn: Turn, reason: string): void {
  const { trial, holder } = turn.session;
  if (trial?.stage !== 'loading') return;
  turn.session = { ...turn.session, trial: null };
  const call = callOf(holder);
  if (call !== null) refuse(turn, call, 'protocol', reason);
  loseConductor(turn, reason);
}
