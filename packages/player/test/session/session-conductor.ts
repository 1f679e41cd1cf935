import { type Claim, type ControlCommand, type ControlReply, isCounted } from '@conductor/protocol';
import { PHASES, type RunRef } from '@conductor/types';
import type { CallId } from '../../src/session/session.ts';
import { RUN, type SessionWorld } from './session-world.ts';
import { claimOf, heartbeat } from './trial-fixture.ts';

let calls: CallId = 100;

/** A conductor of one epoch that follows the protocol: it keeps what it said and what it heard, over cuts. */
export class SessionConductor {
  readonly run: RunRef;
  /** Counted replies, in order. */
  readonly heard: ControlReply[] = [];
  /** Why it is refused for good. */
  refusal: string | null = null;
  readonly #world: SessionWorld;
  readonly #sent: ControlCommand[] = [];
  #call: CallId | null = null;
  #looked: number;
  /** So much of what it heard it has told to have heard. */
  #told = 0;

  constructor(world: SessionWorld, epoch = RUN.epoch) {
    this.#world = world;
    this.run = { ...RUN, epoch };
    this.#looked = world.seen.length;
  }

  /** Claims the player on a call of its own. */
  claim(claim: Claim): void {
    calls += 1;
    this.#call = calls;
    this.#world.say(calls, claimOf(claim), this.run);
    this.#listen();
  }

  /** Goes on after a cut, and says again what did not come. */
  rejoin(): void {
    if (this.#call !== null) return;
    this.#told = this.heard.length;
    this.claim({ kind: 'continue-run', heardCount: this.#told });
  }

  say(command: ControlCommand): void {
    if (this.#call === null) return;
    if (isCounted(command)) this.#sent.push(command);
    this.#world.say(this.#call, command, this.run);
    this.#listen();
  }

  beat(): void {
    this.#listen();
    this.#told = this.heard.length;
    this.say(heartbeat(1, this.heard.length));
  }

  /** The call is cut: what it says last, and the last replies, do not come. The player may notice later, or by a new call. */
  cut({ inVain, lostReplies, isNoticed }: { inVain: boolean; lostReplies: number; isNoticed: boolean }): void {
    const call = this.#call;
    if (call === null) return;
    this.#listen();
    const next = inVain ? this.#next() : null;
    if (next) this.#sent.push(next);
    this.heard.length = Math.max(this.#told, this.heard.length - lostReplies);
    this.#call = null;
    if (isNoticed) this.#world.tell({ kind: 'call-ended', call, cause: 'the cable was pulled' });
  }

  /** Says what comes next in a trial, by what the player is at. */
  goOn(): void {
    this.#listen();
    const next = this.#call === this.#world.call ? this.#next() : null;
    if (next) this.say(next);
  }

  #next(): ControlCommand | null {
    const { trial } = this.#world.session;
    if (!trial || trial.ending || trial.stage !== 'loaded') return null;
    const { phase, lastPhase } = trial;
    if (phase?.stage === 'armed') return { kind: 'start-phase', phase: phase.phase, at: null };
    if (phase?.stage === 'done') return { kind: 'end-phase', phase: phase.phase };
    if (phase) return null;
    const following = PHASES.slice(lastPhase ? PHASES.indexOf(lastPhase) + 1 : 0).find(
      (name) => trial.stopped === null || name === 'collect' || name === 'reset',
    );
    return following ? { kind: 'arm-phase', phase: following } : { kind: 'close-trial', waiveReset: false };
  }

  #listen(): void {
    const { seen } = this.#world;
    for (; this.#looked < seen.length; this.#looked += 1) {
      const item = seen[this.#looked];
      if (item?.kind !== 'reply' || item.call !== this.#call) continue;
      if (item.reply.kind === 'refused') this.refusal = item.reply.message;
      else if (item.reply.kind === 'player-claimed') this.#sayAgain(item.reply.takenCount, this.#call);
      else if (isCounted(item.reply)) this.heard.push(item.reply);
    }
  }

  #sayAgain(takenCount: number, call: CallId): void {
    for (const command of this.#sent.slice(takenCount)) this.#world.say(call, command, this.run);
  }
}
