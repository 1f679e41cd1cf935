import { type ControlCommand, type ControlConnection, dialControl, identityUri } from '@conductor/protocol';
import { ConductorError, type PlayerPlan } from '@conductor/types';
import { owedRunOf } from './owed-run.ts';
import type { Stage } from './stage.ts';

/** One connection to a player, or the attempt to make one. */
interface Call {
  /** The number that the course knows it by. */
  readonly number: number;
  /** Aborted when we end it ourselves: nothing more is told of it then. */
  readonly ending: AbortController;
  connection: ControlConnection | null;
}

/** The control connection to one player, as far as it stands: what it says becomes events of the course. */
export class ControlLink {
  readonly #stage: Stage;
  readonly #player: PlayerPlan;
  #call: Call | null = null;

  constructor(stage: Stage, player: PlayerPlan) {
    this.#stage = stage;
    this.#player = player;
  }

  /** Dials once, and tells `player-reached` or `dial-failed`; then everything that the player says. Never rejects. */
  async dial(number: number): Promise<void> {
    const { name, address, port } = this.#player;
    const call: Call = { number, ending: new AbortController(), connection: null };
    this.#call = call;
    try {
      const where = { name, host: address, port };
      call.connection = await dialControl(where, this.#stage.dialling, call.ending.signal);
    } catch (thrown) {
      const error = ConductorError.from(thrown, 'unreachable', `player "${name}"`);
      this.#stage.tell({ kind: 'dial-failed', player: name, call: number, error });
      return;
    }
    await this.#listen(call, call.connection);
  }

  /** Says something; that it cannot be said is the loss of the connection. */
  send(command: ControlCommand): void {
    const call = this.#call;
    const request = { run: this.#stage.run, command };
    call?.connection?.send(request).catch((thrown) => this.#lose(call, thrown));
  }

  /** Closes the connection, or gives up opening it. */
  async hangUp(): Promise<void> {
    const call = this.#call;
    this.#call = null;
    call?.ending.abort(new ConductorError('interrupted', 'the conductor hung up'));
    await call?.connection?.[Symbol.asyncDispose]();
  }

  async #listen(call: Call, connection: ControlConnection): Promise<void> {
    const player = this.#player.name;
    // Reached in the moment in which it was given up.
    if (call.ending.signal.aborted) return connection[Symbol.asyncDispose]();
    const { facts, condition, certified } = connection;
    const identity = certified && identityUri(certified.identity);
    const { runId } = this.#stage.run;
    const kept = condition.kept.find((one) => one.runId === runId);
    const reset = kept === undefined || kept.isOwed || kept.reset === 'unconfirmed' ? null : kept.reset;
    this.#stage.tell({
      kind: 'player-reached',
      player,
      call: call.number,
      facts,
      identity,
      keepsRun: kept !== undefined,
      reset,
      owedRun: owedRunOf(condition, runId),
    });
    try {
      for await (const reply of connection.frames) {
        this.#stage.tell({ kind: 'player-said', player, call: call.number, reply });
      }
      this.#lose(call, new ConductorError('lost', `player "${player}" ended the conversation`));
    } catch (thrown) {
      this.#lose(call, thrown);
    }
  }

  #lose(call: Call, thrown: unknown): void {
    if (call.ending.signal.aborted) return;
    const player = this.#player.name;
    const error = ConductorError.from(thrown, 'lost', `player "${player}"`);
    this.#stage.tell({ kind: 'connection-lost', player, call: call.number, error });
  }
}
