import { type ControlCommand, type ControlConnection, dialControl } from '@conductor/protocol';
import { ConductorError, type PlayerPlan } from '@conductor/types';
import type { Stage } from './stage.ts';

/** The control connection to one player, as far as it stands: what it says becomes events of the course. */
export class ControlLink {
  readonly #stage: Stage;
  readonly #player: PlayerPlan;
  /** Aborted when we hang up: from then on the connection has nothing to tell. */
  #ending = new AbortController();
  #connection: ControlConnection | null = null;

  constructor(stage: Stage, player: PlayerPlan) {
    this.#stage = stage;
    this.#player = player;
  }

  /** Dials, and tells `player-reached` or `dial-failed`; then everything that the player says until we hang up. Never rejects. */
  async dial(): Promise<void> {
    const { name, address, port } = this.#player;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    try {
      const where = { name, host: address, port };
      this.#connection = await dialControl(where, this.#stage.dialling, signal);
    } catch (thrown) {
      const error = ConductorError.from(thrown, 'unreachable', `player "${name}"`);
      if (!signal.aborted) this.#stage.tell({ kind: 'dial-failed', player: name, error });
      return;
    }
    await this.#listen(this.#connection, signal);
  }

  /** Says something; that it cannot be said is the loss of the connection. */
  send(command: ControlCommand): void {
    const { signal } = this.#ending;
    const request = { run: this.#stage.run, command };
    this.#connection?.send(request).catch((thrown) => this.#lose(thrown, signal));
  }

  /** Closes the connection, or gives up opening it. */
  async hangUp(): Promise<void> {
    const connection = this.#connection;
    this.#connection = null;
    this.#ending.abort(new ConductorError('interrupted', 'the conductor hung up'));
    await connection?.[Symbol.asyncDispose]();
  }

  async #listen(connection: ControlConnection, signal: AbortSignal): Promise<void> {
    const player = this.#player.name;
    if (signal.aborted) return await connection[Symbol.asyncDispose]();
    const { facts, condition } = connection;
    const keepsRun = condition.kept.some(({ runId }) => runId === this.#stage.run.runId);
    this.#stage.tell({ kind: 'player-reached', player, facts, keepsRun });
    try {
      for await (const reply of connection.frames) {
        if (signal.aborted) return;
        this.#stage.tell({ kind: 'player-said', player, reply });
      }
      this.#lose(new ConductorError('lost', `player "${player}" ended the conversation`), signal);
    } catch (thrown) {
      this.#lose(thrown, signal);
    }
  }

  #lose(thrown: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const player = this.#player.name;
    const error = ConductorError.from(thrown, 'lost', `player "${player}"`);
    this.#stage.tell({ kind: 'connection-lost', player, error });
  }
}
