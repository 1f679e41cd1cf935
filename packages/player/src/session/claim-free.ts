import type { ControlCommand } from '@conductor/protocol';
import { describeHolder } from './condition.ts';
import { describeFreedom } from './freedom.ts';
import { claimed, NOTHING_SAID } from './said.ts';
import { isSame } from './same-run.ts';
import type { SessionHolder } from './session.ts';
import type { SessionEvent } from './session-event.ts';
import { callOf, refuse, say, type Turn } from './turn.ts';

export type ClaimPlayer = ControlCommand & { readonly kind: 'claim-player' };
export type CommandEvent = SessionEvent & { readonly kind: 'command' };

/**
 * Takes a free player for a run; one that is held, or is ending, is not to be had. A run that has loaded nothing may
 * claim again: its connection broke before it had heard the answer, which need not be noticed here.
 */
export function claimFree(turn: Turn, event: CommandEvent, command: ClaimPlayer): void {
  const { holder, leaving } = turn.session;
  const isAgain = holder !== null && holder.leaseMs === null && isSame(holder.run, event.request.run);
  if (leaving !== null) {
    refuse(turn, event.call, 'busy', endingSentence(leaving, holder));
  } else if (holder && !isAgain) {
    refuseBusy(turn, event, holder);
  } else {
    const old = callOf(holder);
    if (old !== null) turn.effects.push({ kind: 'hang-up', call: old });
    turn.session = { ...turn.session, holder: newHolder(turn, event, command), past: null };
    say(turn, claimed(NOTHING_SAID, null));
  }
}

/** Without a holder in the refusal: whoever holds it now, it will not be free, but gone. */
function endingSentence(leaving: string, holder: SessionHolder | null): string {
  const first = holder ? `, and first brings to its end what run ${holder.run.runId} left` : '';
  return `this player is ending (${leaving})${first}; start it again when it has ended`;
}

/** Who claims the player now, with a conversation that begins. */
export function newHolder(turn: Turn, { call, who, request }: CommandEvent, command: ClaimPlayer): SessionHolder {
  return {
    run: request.run,
    who,
    since: turn.now.wall,
    playerName: command.playerName,
    testName: command.testName,
    contact: { kind: 'call', call },
    claim: 'answered',
    heardNs: turn.now.monotonicNs,
    leaseMs: null,
    said: NOTHING_SAID,
  };
}

/** Refuses whoever comes for another run, with who holds the player, and when it will be free at the latest. */
export function refuseBusy(turn: Turn, { call }: CommandEvent, holder: SessionHolder): void {
  const { run, who, since } = holder;
  const held = `this player is held by run ${run.runId} of ${who} since ${since.toISOString()}`;
  const told = `${held}; ${describeFreedom(turn.session, turn.now)}`;
  refuse(turn, call, 'busy', told, describeHolder(holder, turn.now));
}
