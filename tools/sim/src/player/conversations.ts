import type { CallId } from '@conductor/player/session';
import type { ControlRequest } from '@conductor/protocol';
import type { Listener, Side } from '../network/connection.ts';
import type { Message } from '../network/message.ts';
import type { Program } from '../program.ts';
import type { HostClock } from './host-clock.ts';
import { type FindTrial, ServedResults } from './serve-results.ts';

/** Who is told of what comes in conversations. */
export interface ConversationGround {
  readonly program: Program;
  readonly clock: HostClock;
  readonly find: FindTrial;
  /** The runs whose results the player keeps. */
  readonly kept: () => readonly string[];
  readonly onRequest: (call: CallId, request: ControlRequest) => void;
  readonly onEnd: (call: CallId, cause: string) => void;
}

/** The conversations that one life of a player has: each begins with a greeting, that says what it is about. */
export class Conversations {
  readonly #ground: ConversationGround;
  readonly #calls = new Map<CallId, Side>();
  readonly #served = new Set<ServedResults>();
  #count = 0;

  constructor(ground: ConversationGround) {
    this.#ground = ground;
  }

  /** Takes a connection whose first word has come. */
  take(side: Side): void {
    let listener: Listener = {
      hear: (message) => {
        listener = this.#greet(side, message);
      },
      lose: () => undefined,
    };
    side.belongTo(this.#ground.program, {
      hear: (message) => listener.hear(message),
      lose: (cause) => listener.lose(cause),
    });
  }

  call(call: CallId): Side | undefined {
    return this.#calls.get(call);
  }

  /** The caller is told in order; then the call is over for us too. */
  hangUp(call: CallId, afterMs: number): void {
    this.#calls.get(call)?.close('in-order');
    this.#ground.program.after(afterMs, () => this.#end(call, 'the player ended the conversation'));
  }

  /** A trial that collectors wait for may have been loaded, or never will be. */
  lookAgain(): void {
    for (const served of this.#served) served.lookAgain(this.#ground.find);
  }

  #greet(side: Side, message: Message): Listener {
    side.send({ kind: 'welcome', kept: this.#ground.kept() });
    return message.kind === 'hello' && message.call === 'results' ? this.#serve(side) : this.#listen(side);
  }

  #listen(side: Side): Listener {
    this.#count += 1;
    const call = this.#count;
    this.#calls.set(call, side);
    return {
      hear: (message) => {
        if (message.kind === 'request') this.#ground.onRequest(call, message.request);
        if (message.kind === 'read-clock') this.#tellClock(side, message.sequence);
      },
      lose: (cause) => this.#end(call, cause),
    };
  }

  #tellClock(side: Side, sequence: number): void {
    const { monotonicNs, wall } = this.#ground.clock;
    side.send({ kind: 'clock-reading', sequence, monotonicNs, wallMs: wall.getTime() });
  }

  #serve(side: Side): Listener {
    const served = new ServedResults(side, this.#ground.program);
    this.#served.add(served);
    return {
      hear: (message) => served.hear(message, this.#ground.find),
      lose: () => {
        served.end();
        this.#served.delete(served);
      },
    };
  }

  #end(call: CallId, cause: string): void {
    if (this.#calls.delete(call)) this.#ground.onEnd(call, cause);
  }
}
