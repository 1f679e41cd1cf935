import type { RunRef } from '@conductor/types';
import { claimFree } from './claim-free.ts';
import { describeHolder } from './condition.ts';
import { continueRun } from './continue-run.ts';
import { isGoingDown } from './going-down.ts';
import type { SessionEvent } from './session-event.ts';
import { takeOverRun } from './take-over-run.ts';
import { refuse, type Turn } from './turn.ts';

/** Somebody whose call does not hold the player may claim it, and nothing else. */
export function obeyStranger(turn: Turn, event: SessionEvent & { kind: 'command' }): void {
  const { call, request } = event;
  const { holder, past } = turn.session;
  const { run, command } = request;
  // What it would be told now, the next life would not know of: it comes again when there is one.
  if (isGoingDown(turn.session) && run.runId === holder?.run.runId) {
    turn.effects.push({ kind: 'hang-up', call });
    return;
  }
  if (holder && isFenced(run, holder.run)) {
    const { who } = holder;
    const { epoch } = holder.run;
    const told = `run ${run.runId} was taken over by ${who} and goes on under epoch ${epoch}; epoch ${run.epoch} is over`;
    refuse(turn, call, 'fenced', told, describeHolder(holder, turn.now));
    return;
  }
  // Who took it over is gone as well; whoever it was taken from is not to go on as if nothing had been.
  if (!holder && past && isFenced(run, past.run)) {
    const told = `run ${run.runId} was taken over and went on under epoch ${past.run.epoch}; epoch ${run.epoch} is over`;
    refuse(turn, call, 'fenced', told);
    return;
  }
  if (command.kind !== 'claim-player') {
    refuse(turn, call, holder ? 'fenced' : 'protocol', `expected claim-player first, got ${command.kind}`);
    return;
  }
  switch (command.claim.kind) {
    case 'new-run':
      claimFree(turn, event, command);
      break;
    case 'continue-run':
      continueRun(turn, event, command, command.claim);
      break;
    case 'take-over-run':
      takeOverRun(turn, event, command);
      break;
    default:
      command.claim satisfies never;
  }
}

/** Whether somebody has the same run under a higher epoch. */
function isFenced(run: RunRef, known: RunRef): boolean {
  return run.runId === known.runId && run.epoch < known.epoch;
}
