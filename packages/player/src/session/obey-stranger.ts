import { describeHolder } from './condition.ts';
import type { SessionHolder } from './session.ts';
import type { SessionEvent } from './session-event.ts';
import { refuse, say, type Turn } from './turn.ts';

/** Somebody who does not hold the player may claim it when it is free, and nothing else. */
export function obeyStranger(turn: Turn, { call, who, request }: SessionEvent & { kind: 'command' }): void {
  const { holder, leaving } = turn.session;
  const { run, command } = request;
  if (holder && run.runId === holder.run.runId && run.epoch < holder.run.epoch) {
    refuse(
      turn,
      call,
      'fenced',
      `run ${run.runId} goes on under epoch ${holder.run.epoch}; epoch ${run.epoch} is over`,
    );
  } else if (command.kind !== 'claim-player') {
    refuse(turn, call, holder ? 'fenced' : 'protocol', `expected claim-player first, got ${command.kind}`);
  } else if (holder) {
    refuse(turn, call, 'busy', busyMessage(holder), describeHolder(holder, turn.now));
  } else if (leaving !== null) {
    refuse(turn, call, 'busy', `this player is ending (${leaving})`);
  } else {
    const { playerName, testName } = command;
    const since = turn.now.wall;
    const heardNs = turn.now.monotonicNs;
    const claimed: SessionHolder = { run, who, since, playerName, testName, call, heardNs, leaseMs: null };
    turn.session = { ...turn.session, holder: claimed };
    say(turn, { kind: 'player-claimed', takenCount: 0, openTrial: null });
  }
}

function busyMessage(holder: SessionHolder): string {
  const held = `this player is held by run ${holder.run.runId} of ${holder.who} since ${holder.since.toISOString()}`;
  return holder.call === null ? `${held}; its conductor is gone, and what it owes is being paid` : held;
}
