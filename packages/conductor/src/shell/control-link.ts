import { type ControlCommand, type ControlConnection, dialControl } from '@conductor/protocol';
import { ConductorError, type PlayerPlan } from '@conductor/types';
import type { Stage } from './stage.ts';

/** The control connection to one player, as far as it stands: what it says becomes events of the course. */
export class ControlLink {
  readonly #stage: Stage;
  readonly #player: PlayerPlan;
  readonly #ending = new AbortController();
  #connection: ControlConnection | null = null;

  constructor(stage: Stage, player: PlayerPlan) {
    this.#stage = stage;
    this.#player = player;
  }

  /** Dials once, and tells `player-reached` or `dial-failed`; then everything that the player says. Never rejects. */
  async dial(): Promise<void> {
    const { name, address, port } = this.#player;
    try {
      const where = { name, host: address, port };
      this.#connection = await dialControl(where, this.#stage.dialling, this.#ending.signal);
    } catch (thrown) {
      const error = ConductorError.from(thrown, 'unreachable', `player "${name}"`);
      this.#stage.tell({ kind: 'dial-failed', player: name, error });
      return;
    }
    await this.#listen(this.#connection);
  }

  /** Says something; that it cannot be said is the loss of the connection. */
  send(command: ControlCommand): void {
    const request = { run: this.#stage.run, command };
    this.#connection?.send(request).catch((thrown) => this.#lose(thrown));
  }

  /** Closes the connection, or gives up opening it. */
  async hangUp(): Promise<void> {
    this.#ending.abort(new ConductorError('interrupted', 'the conductor hung up'));
    await this.#connection?.[Symbol.asyncDispose]();
  }

  async #listen(connection: ControlConnection): Promise<void> {
    const player = this.#player.name;
    this.#stage.tell({ kind: 'player-reached', player, facts: connection.facts });
    try {
      for await (const reply of connection.frames) this.#stage.tell({ kind: 'player-said', player, reply });
      this.#lose(new ConductorError('lost', `player "${player}" ended the conversation`));
    } catch (thrown) {
      this.#lose(thrown);
    }
  }

  #lose(thrown: unknown): void {
    const player = this.#player.name;
    const error = ConductorError.from(thrown, 'lost', `player "${player}"`);
    this.#stage.tell({ kind: 'connection-lost', player, error });
  }
}
