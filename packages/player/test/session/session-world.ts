import type { ControlCommand, ControlReply } from '@conductor/protocol';
import type { JournalEntry, Outcome, Phase, RunRef, Step, StepId } from '@conductor/types';
import { nextSession } from '../../src/session/next-session.ts';
import { type CallId, FREE_SESSION, type Session } from '../../src/session/session.ts';
import type { SessionEffect } from '../../src/session/session-effect.ts';
import type { SessionEvent } from '../../src/session/session-event.ts';
import { callOf } from '../../src/session/turn.ts';

/** A step that runs in the world. */
interface Running {
  readonly step: StepId;
  readonly plan: Step;
  /** The player ends it. */
  ending: Outcome | null;
}

/** What the world still has to tell, with what must come before it. */
interface Pending {
  readonly event: SessionEvent;
  readonly after: () => boolean;
}

/** All that was seen of one session, in order. */
export type Seen =
  | { readonly kind: 'journal'; readonly entry: JournalEntry }
  | { readonly kind: 'command'; readonly call: CallId; readonly command: ControlCommand; readonly run: RunRef }
  /** The guardian pays Reset from here on. */
  | { readonly kind: 'promised' }
  /** A command was let go, or files are brought home. */
  | { readonly kind: 'opened'; readonly step: StepId }
  | { readonly kind: 'reply'; readonly call: CallId; readonly reply: ControlReply }
  /** Nobody holds the player any more. */
  | { readonly kind: 'freed' };

export const RUN: RunRef = { runId: '20261123T231500Z-k3f9', epoch: 1 };

/** A host without processes: it owes the session every event that its effects lead to, and tells them in any order. */
export class SessionWorld {
  session: Session = FREE_SESSION;
  readonly seen: Seen[] = [];
  readonly begun = new Map<string, number>();
  /** The gates that were asked for, and those that were given up, in order. */
  readonly forked: string[] = [];
  readonly dropped: string[] = [];
  left = false;
  readonly logs: string[] = [];
  /** Whether the guardian promises Reset when it is asked to. */
  promises = true;
  /** Counted replies by the epoch that they were said to, in order, each once. */
  readonly said = new Map<number, ControlReply[]>();
  #pending: Pending[] = [];
  readonly #running = new Map<string, Running>();
  #nowNs = 0n;

  /** The call of the holder. */
  get call(): CallId | null {
    return callOf(this.session.holder);
  }

  /** All that was said on one call, in order. */
  repliesTo(call: CallId): ControlReply[] {
    return this.seen.flatMap((item) => (item.kind === 'reply' && item.call === call ? [item.reply] : []));
  }

  get pendingCount(): number {
    return this.#ready().length;
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** A conductor says something. */
  say(call: CallId, command: ControlCommand, run: RunRef = RUN): void {
    this.seen.push({ kind: 'command', call, command, run });
    this.tell({ kind: 'command', call, who: `conductor ${call}`, request: { run, command } });
  }

  /** Time passes, and the session is told so. */
  pass(ms: number): void {
    this.sleep(ms);
    this.tell({ kind: 'tick' });
  }

  /** Time passes while the session is not looking. */
  sleep(ms: number): void {
    this.#nowNs += BigInt(ms) * 1_000_000n;
  }

  /** Tells one of the events that are due. */
  deliver(choice: number): void {
    const ready = this.#ready();
    const pending = ready[choice % Math.max(1, ready.length)];
    if (!pending) return;
    this.#pending = this.#pending.filter((other) => other !== pending);
    this.tell(pending.event);
  }

  /** Tells all that is due, until nothing is. */
  settle(): void {
    for (let rounds = 0; this.pendingCount > 0; rounds += 1) {
      if (rounds > 10_000) throw new Error('the session never comes to rest');
      this.deliver(0);
    }
  }

  /** A command ends by itself. */
  endStep(choice: number, outcome: Outcome): void {
    const running = [...this.#running.values()].filter(({ ending }) => ending === null);
    const ended = running[choice % Math.max(1, running.length)];
    if (ended) this.#end(ended, outcome);
  }

  tell(event: SessionEvent): void {
    if (event.kind === 'reset-promised') this.seen.push({ kind: 'promised' });
    const { session, effects } = nextSession(this.session, event, { wall: new Date(0), monotonicNs: this.#nowNs });
    const wasHeld = this.session.holder !== null;
    this.#noteSaid(this.session, session);
    this.session = session;
    for (const effect of effects) this.#perform(effect);
    if (wasHeld && session.holder === null) this.seen.push({ kind: 'freed' });
  }

  #noteSaid(before: Session, { holder, past }: Session): void {
    const after = holder ?? (past?.kind === 'released' ? past : null);
    if (!after) return;
    const list = this.said.get(after.run.epoch) ?? [];
    const isSame = before.holder?.run.epoch === after.run.epoch;
    const count = after.said.saidCount - (isSame ? (before.holder?.said.saidCount ?? 0) : list.length);
    if (count > 0) this.said.set(after.run.epoch, [...list, ...after.said.unheard.slice(-count)]);
  }

  #perform(effect: SessionEffect): void {
    switch (effect.kind) {
      case 'reply':
        this.seen.push({ kind: 'reply', call: effect.call, reply: effect.reply });
        break;
      case 'journal':
        this.seen.push({ kind: 'journal', entry: effect.entry });
        break;
      case 'keep-trial':
        this.#owe({ kind: 'trial-kept' });
        break;
      case 'promise-reset':
        this.#owe(
          this.promises
            ? { kind: 'reset-promised' }
            : { kind: 'reset-not-promised', reason: 'the guardian was killed' },
        );
        break;
      case 'fork-gate':
        this.forked.push(keyOf(effect.step));
        this.#owe(
          effect.plan.key.includes('unforkable')
            ? { kind: 'gate-refused', step: effect.step, reason: 'it cannot be forked' }
            : { kind: 'gate-held', step: effect.step },
        );
        break;
      case 'drop-gate':
        this.dropped.push(keyOf(effect.step));
        this.#pending = this.#pending.filter(
          ({ event }) => !('step' in event) || keyOf(event.step) !== keyOf(effect.step),
        );
        break;
      case 'open-gate':
        this.#begin(effect.step, effect.plan);
        this.#owe({ kind: 'gate-opened', step: effect.step, monotonicNs: this.#nowNs });
        break;
      case 'fetch-files':
      case 'await-ready':
        this.#begin(effect.step, effect.plan);
        break;
      // Told when the host does not go down.
      case 'reboot-host':
        this.#begin(effect.step, effect.plan);
        break;
      case 'await-start':
        this.#owe({ kind: 'start-due', phase: effect.phase });
        break;
      case 'stop-steps':
        this.#endWhere(({ step }) => effect.phases.includes(step.phase) || isSame(effect.current, step), {
          kind: 'stopped',
          reason: effect.reason,
          exit: { kind: 'code', code: 0 },
        });
        break;
      case 'settle-phase':
        this.#endWhere(({ step }) => effect.over.includes(step.phase), OVER);
        this.#owe(
          { kind: 'phase-settled', phase: effect.phase, containment: 'sweep', leftovers: [] },
          () => !this.#anyOf(effect.over),
        );
        break;
      case 'settle-trial':
        this.#endWhere(() => true, OVER);
        this.#owe({ kind: 'trial-settled', leftovers: [] }, () => this.#running.size === 0);
        break;
      case 'await-results':
        this.#owe({ kind: 'results-held', phase: effect.phase });
        break;
      case 'leave':
        this.left = true;
        break;
      case 'reply-heartbeat':
      case 'hang-up':
      case 'dismiss-guardian':
      case 'hold-results':
      case 'supply-secrets':
      case 'close-results':
      case 'forget-run':
        break;
      case 'log':
        this.logs.push(effect.text);
        break;
      default:
        effect satisfies never;
    }
  }

  #begin(step: StepId, plan: Step): void {
    this.seen.push({ kind: 'opened', step });
    const key = keyOf(step);
    this.begun.set(key, (this.begun.get(key) ?? 0) + 1);
    this.#running.set(key, { step, plan, ending: null });
  }

  #end(running: Running, outcome: Outcome): void {
    running.ending = outcome;
    this.#running.delete(keyOf(running.step));
    this.#owe({ kind: 'step-ended', step: running.step, outcome, durationMs: 1 });
  }

  #endWhere(isMeant: (running: Running) => boolean, outcome: Outcome): void {
    for (const running of [...this.#running.values()]) if (isMeant(running)) this.#end(running, outcome);
  }

  /** A phase is settled when the end of each of its steps has been told. */
  #anyOf(over: readonly Phase[]): boolean {
    return this.#pending.some(({ event }) => event.kind === 'step-ended' && over.includes(event.step.phase));
  }

  #owe(event: SessionEvent, after: () => boolean = () => true): void {
    const told = event.kind === 'trial-settled' ? () => !this.#anyOf(['startup', 'run', 'collect', 'reset']) : after;
    this.#pending.push({ event, after: told });
  }

  #ready(): readonly Pending[] {
    return this.#pending.filter(({ after }) => after());
  }
}

const OVER: Outcome = { kind: 'lifetime-over', exit: { kind: 'signal', signal: 'SIGINT' } };

export function keyOf({ phase, index, attempt }: StepId): string {
  return attempt === 1 ? `${phase}/${index}` : `${phase}/${index}/${attempt}`;
}

function isSame(current: StepId | null, step: StepId): boolean {
  return current !== null && keyOf(current) === keyOf(step);
}
