import { dropAhead } from './arm-ahead.ts';
import { cancelPhase } from './cancel-phase.ts';
import { isGoingDown } from './going-down.ts';
import { goOn, haltList } from './phase-list.ts';
import { endReboot } from './reboot.ts';
import { endSync } from './settle-sync.ts';
import { currentStep } from './step-in-phase.ts';
import { changePhase, changeTrial, journal, ongoing, say, type Turn } from './turn.ts';

/** No further step of Startup, Run or Collect begins; what runs of them is ended. Reset is not touched. */
export function stopTrial(turn: Turn, reason: string): void {
  noteStop(turn, reason);
  say(turn, { kind: 'trial-stopped' });
  haltPhase(turn, reason);
}

/** What cannot be told must not happen; Reset goes on without a journal. */
export function stopUntold(turn: Turn, reason: string): void {
  const { trial } = turn.session;
  if (!trial || trial.stopped !== null || isGoingDown(turn.session)) return;
  // Nobody asked for the stop, so the conductor must learn of it as of a failure.
  if (trial.phase) changePhase(turn, { failedCount: trial.phase.failedCount + 1 });
  noteStop(turn, reason);
  haltPhase(turn, reason);
}

/** Writes down that the rest of the trial will not happen. */
export function noteStop(turn: Turn, reason: string): void {
  journal(turn, { kind: 'trial-stopped', reason });
  changeTrial(turn, { stopped: turn.session.trial?.stopped ?? reason });
  const ahead = turn.session.trial?.ahead?.phase;
  if (ahead === 'startup' || ahead === 'run') dropAhead(turn);
}

/** Ends what is going on in a phase, unless it is Reset. */
export function haltPhase(turn: Turn, reason: string): void {
  const now = ongoing(turn);
  if (!now || now.phase.phase === 'reset') return;
  switch (now.phase.stage) {
    case 'arming':
    case 'armed':
    case 'due':
      cancelPhase(turn, reason);
      break;
    case 'running':
    case 'done':
      haltList(turn, reason);
      turn.effects.push({ kind: 'stop-steps', current: currentStep(now.trial), phases: ['run', 'collect'], reason });
      endSync(turn, { kind: 'stopped', reason, exit: { kind: 'lost' } });
      endReboot(turn, { kind: 'stopped', reason, exit: { kind: 'lost' } });
      goOn(turn);
      break;
    case 'ending':
      break;
    default:
      now.phase.stage satisfies never;
  }
}
