import type { CourseEvent } from '@conductor/conductor';
import type { ControlCommand } from '@conductor/protocol';
import { ConductorError, type RunRef } from '@conductor/types';
import type { Side } from '../network/connection.ts';
import type { Message } from '../network/message.ts';
import { FACTS } from './facts.ts';
import type { Stage } from './stage.ts';

/** How long a greeting may take; as callers have it. */
export const GREETING_MS = 5_000;

/** The control connection to one player, as far as it stands. */
export class ControlLink {
  readonly #stage: Stage;
  readonly #player: string;
  #side: Side | null = null;
  #isGreeted = false;
  /** What the course calls the connection. */
  #number = 0;

  constructor(stage: Stage, player: string) {
    this.#stage = stage;
    this.#player = player;
  }

  dial(call: number): void {
    const { link, program, world } = this.#stage;
    const player = this.#player;
    const side = link(player).open();
    this.#side = side;
    this.#isGreeted = false;
    this.#number = call;
    const isCurrent = () => this.#side === side;
    side.belongTo(program, {
      hear: (message) => {
        if (isCurrent()) this.#hear(message);
      },
      lose: (cause) => {
        if (isCurrent()) this.#lose(cause);
      },
    });
    side.send({ kind: 'hello', call: 'control' });
    program.after(GREETING_MS, () => {
      if (!isCurrent() || this.#isGreeted) return;
      side.close('abrupt');
      this.#lose('no greeting came');
    });
    world.tell(this.#stage.name, () => `dials ${player}`);
  }

  send(run: RunRef, command: ControlCommand): void {
    if (command.kind !== 'heartbeat') this.#stage.onWord();
    this.#side?.send({ kind: 'request', request: { run, command } });
  }

  hangUp(): void {
    this.#side?.close(this.#stage.world.random() < 0.5 ? 'abrupt' : 'in-order');
    this.#side = null;
  }

  #hear(message: Message): void {
    const player = this.#player;
    if (message.kind === 'welcome') {
      this.#isGreeted = true;
      this.#tell({
        kind: 'player-reached',
        player,
        call: this.#number,
        facts: FACTS,
        keepsRun: message.kept.includes(this.#stage.run.runId),
      });
    }
    if (message.kind !== 'reply') return;
    if (message.reply.kind !== 'heartbeat-reply') this.#stage.onWord();
    this.#tell({ kind: 'player-said', player, call: this.#number, reply: message.reply });
  }

  #lose(cause: string): void {
    const player = this.#player;
    this.#side = null;
    const error = new ConductorError(this.#isGreeted ? 'lost' : 'unreachable', `player "${player}": ${cause}`, {
      player,
    });
    this.#tell({ kind: this.#isGreeted ? 'connection-lost' : 'dial-failed', player, call: this.#number, error });
  }

  #tell(event: CourseEvent): void {
    this.#stage.tell(event);
  }
}
