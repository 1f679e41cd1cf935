import type { Random } from '@conductor/lab/random';
import type { Program } from '../program.ts';
import type { Timeline } from '../timeline.ts';
import { Lane } from './lane.ts';
import type { Message } from './message.ts';
import type { Way } from './way.ts';

/** How a side of a connection learns what happens on it. */
export interface Listener {
  readonly hear: (message: Message) => void;
  /** It is over, and this side had not ended it. */
  readonly lose: (cause: string) => void;
}

/** How often an idle connection is tried, and how long an answer may take; milliseconds. */
export interface Keepalive {
  readonly everyMs: number;
  readonly timeoutMs: number;
}

/** What a connection goes over. */
export interface Cable {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly keepalive: Keepalive;
}

/** One end of a connection, in the hands of a program. */
export class Side {
  readonly #cable: Cable;
  readonly #lane: Lane;
  #peer: Side | null = null;
  #program: Program | null = null;
  #listener: Listener | null = null;
  #isOpen = true;
  #isSilent = false;
  #pongs = 0;
  #double: Side | null = null;
  /** Finds who takes this end when the first word comes; `null` at the end of the caller. */
  readonly #answer: ((side: Side) => void) | null;

  constructor(cable: Cable, way: Way, answer: ((side: Side) => void) | null) {
    this.#cable = cable;
    this.#answer = answer;
    this.#lane = new Lane(cable.timeline, way, cable.random);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  join(peer: Side): void {
    this.#peer = peer;
  }

  /** A program takes this end. */
  belongTo(program: Program, listener: Listener): void {
    this.#program = program;
    this.#listener = listener;
    this.#keepAlive();
  }

  /** What is said first, until somebody wants something of the far end, goes over another connection too. */
  doubleFirstWords(double: Side): void {
    this.#double = double;
  }

  send(message: Message): void {
    this.#double?.send(message);
    if (message.kind === 'request' || message.kind === 'follow') this.#double = null;
    if (this.#isOpen) this.#lane.send(() => this.#peer?.receive(message));
  }

  /** Nobody takes this end. */
  refuse(): void {
    this.#isOpen = false;
  }

  /** Ends the connection from here: in order, after what was sent before, or abruptly. */
  close(how: 'in-order' | 'abrupt'): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (how === 'abrupt') this.#lane.drop();
    this.#lane.send(() => this.#peer?.receiveEnd('the other side ended the conversation'));
  }

  /** The host of this end is gone without a word. */
  vanish(): void {
    this.#isOpen = false;
    this.#isSilent = true;
    this.#lane.drop();
  }

  /** Ends it here and tells so: a reset that came from the middle, or silence. */
  fail(cause: string): void {
    if (!this.#isOpen) return;
    this.close('abrupt');
    this.#program?.tell(() => this.#listener?.lose(cause));
  }

  receive(message: Message): void {
    if (!this.#program) this.#answer?.(this);
    if (!this.#isOpen) {
      if (!this.#isSilent) this.#lane.send(() => this.#peer?.receiveEnd('connection reset by peer'));
      return;
    }
    this.#program?.tell(() => this.#take(message));
  }

  receiveEnd(cause: string): void {
    if (!this.#isOpen) return;
    // What arrived before is read first; a stopped program learns of the end later.
    this.#program?.tell(() => {
      if (!this.#isOpen) return;
      this.#isOpen = false;
      this.#listener?.lose(cause);
    });
  }

  #take(message: Message): void {
    if (!this.#isOpen) return;
    if (message.kind === 'ping') this.send({ kind: 'pong' });
    else if (message.kind === 'pong') this.#pongs += 1;
    else this.#listener?.hear(message);
  }

  #keepAlive(): void {
    const { everyMs, timeoutMs } = this.#cable.keepalive;
    this.#program?.after(everyMs, () => {
      if (!this.#isOpen) return;
      const pongs = this.#pongs;
      this.send({ kind: 'ping' });
      this.#program?.after(timeoutMs, () => {
        if (this.#pongs === pongs) this.fail('keepalive: no answer');
        else this.#keepAlive();
      });
    });
  }
}
