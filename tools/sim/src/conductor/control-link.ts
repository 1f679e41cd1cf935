import type { ControlCommand } from '@conductor/protocol';
import { ConductorError, type RunRef } from '@conductor/types';
import type { Side } from '../network/connection.ts';
import type { Message } from '../network/message.ts';
import { FACTS } from './facts.ts';
import type { Stage } from './stage.ts';

/** How long a greeting may take; as callers have it. */
export const GREETING_MS = 5_000;

/** One connection to a player, or the attempt to make one, by the number that the course gave it. */
interface Call {
  readonly number: number;
  readonly side: Side;
  isGreeted: boolean;
}

/** The control connection to one player, as far as it stands. */
export class ControlLink {
  readonly #stage: Stage;
  readonly #player: string;
  #call: Call | null = null;

  constructor(stage: Stage, player: string) {
    this.#stage = stage;
    this.#player = player;
  }

  dial(number: number): void {
    const { link, program } = this.#stage;
    const call: Call = { number, side: link(this.#player).open(), isGreeted: false };
    this.#call = call;
    call.side.belongTo(program, {
      hear: (message) => this.#hear(call, message),
      lose: (cause) => this.#lose(call, cause),
    });
    call.side.send({ kind: 'hello', call: 'control' });
    program.after(GREETING_MS, () => {
      if (call.isGreeted) return;
      call.side.close('abrupt');
      this.#lose(call, 'no greeting came');
    });
  }

  send(run: RunRef, command: ControlCommand): void {
    if (command.kind !== 'heartbeat') this.#stage.onWord();
    this.#call?.side.send({ kind: 'request', request: { run, command } });
  }

  /** From here on nothing more is told of the connection. */
  hangUp(): void {
    this.#call?.side.close(this.#stage.world.random() < 0.5 ? 'abrupt' : 'in-order');
    this.#call = null;
  }

  #hear(call: Call, message: Message): void {
    if (this.#call !== call) return;
    const { number } = call;
    const player = this.#player;
    if (message.kind === 'welcome') {
      call.isGreeted = true;
      const keepsRun = message.kept.includes(this.#stage.run.runId);
      this.#stage.tell({
        kind: 'player-reached',
        player,
        call: number,
        facts: FACTS,
        identity: null,
        keepsRun,
        reset: null,
        owedRun: null,
      });
    }
    if (message.kind !== 'reply') return;
    if (message.reply.kind !== 'heartbeat-reply') this.#stage.onWord();
    this.#stage.tell({ kind: 'player-said', player, call: number, reply: message.reply });
  }

  #lose(call: Call, cause: string): void {
    if (this.#call !== call) return;
    this.#call = null;
    const { number, isGreeted } = call;
    const player = this.#player;
    const error = new ConductorError(isGreeted ? 'lost' : 'unreachable', `player "${player}": ${cause}`, { player });
    this.#stage.tell({ kind: isGreeted ? 'connection-lost' : 'dial-failed', player, call: number, error });
  }
}
