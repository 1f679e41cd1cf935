import { settleLostCall, takeLeave } from './be-alone.ts';
import { closeSettledTrial, pressOn } from './close-trial.ts';
import { lapseLease } from './lease.ts';
import { keepTrial, loseTrial } from './load-trial.ts';
import { obey } from './obey.ts';
import { endPhase } from './phase-end.ts';
import { announce, endStep, holdGate, refuseGate, startWhenDue } from './phase-list.ts';
import type { Session } from './session.ts';
import type { SessionEffect } from './session-effect.ts';
import type { SessionEvent } from './session-event.ts';
import { settlePromise } from './settle-promise.ts';
import { stopUntold } from './stop-trial.ts';
import { answerClaim } from './take-over-run.ts';
import { type Moment, say, type Turn } from './turn.ts';

/** What an event makes of a session, and what is to be done about it. Pure: the same input gives the same answer. */
export function nextSession(
  session: Session,
  event: SessionEvent,
  now: Moment,
): { readonly session: Session; readonly effects: readonly SessionEffect[] } {
  const turn: Turn = { session, now, effects: [] };
  take(turn, event);
  pressOn(turn);
  answerClaim(turn);
  return { session: turn.session, effects: turn.effects };
}

function take(turn: Turn, event: SessionEvent): void {
  switch (event.kind) {
    case 'command':
      obey(turn, event);
      break;
    case 'call-ended':
      settleLostCall(turn, event.call, event.cause);
      break;
    case 'trial-kept':
      keepTrial(turn);
      break;
    case 'trial-not-kept':
      loseTrial(turn, event.reason);
      break;
    case 'reset-promised':
      settlePromise(turn, null);
      break;
    case 'reset-not-promised':
      settlePromise(turn, event.reason);
      break;
    case 'gate-held':
      holdGate(turn, event.step);
      break;
    case 'gate-refused':
      refuseGate(turn, event.step, event.reason);
      break;
    case 'start-due':
      startWhenDue(turn, event.phase);
      break;
    case 'gate-opened':
      announce(turn, event.step, event.monotonicNs);
      break;
    case 'step-ended':
      endStep(turn, event);
      break;
    case 'phase-settled':
      endPhase(turn, event);
      break;
    case 'trial-settled':
      closeSettledTrial(turn, event.leftovers);
      break;
    case 'results-held':
      say(turn, { kind: 'results-acknowledged', phase: event.phase });
      break;
    case 'journal-failed':
      stopUntold(turn, event.reason);
      break;
    case 'tick':
      lapseLease(turn);
      break;
    case 'leave-asked':
      takeLeave(turn, event.signal);
      break;
    default:
      event satisfies never;
  }
}
