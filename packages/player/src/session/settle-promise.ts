import { armIfReady } from './phase-arming.ts';
import { stopUntold } from './stop-trial.ts';
import { changeTrial, type Turn } from './turn.ts';

/** The guardian pays Reset if this player dies; `failure` says why it will not, and then no command of Startup is let go. */
export function settlePromise(turn: Turn, failure: string | null): void {
  // Of a trial that is closed meanwhile.
  if (turn.session.trial?.promise !== 'asked') return;
  changeTrial(turn, { promise: failure === null ? 'given' : 'none' });
  if (failure !== null) stopUntold(turn, failure);
  armIfReady(turn);
}
