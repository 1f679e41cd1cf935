import {
  type ClockSample,
  type ControlCommand,
  type ControlConnection,
  type DialOptions,
  dialControl,
  identityUri,
  type Road,
} from '@conductor/protocol';
import { ConductorError, type PlayerPlan } from '@conductor/types';
import { isCrowd } from '../crowd.ts';
import { BeatTimes } from './beat-times.ts';
import { owedRunOf } from './owed-run.ts';
import type { Stage } from './stage.ts';

/** One connection to a player, or the attempt to make one. */
interface Call {
  /** The number that the course knows it by. */
  readonly number: number;
  /** Aborted when we end it ourselves: nothing more is told of it then. */
  readonly ending: AbortController;
  connection: ControlConnection | null;
  /** When each heartbeat was sent that is not answered: its answer tells the player's clocks. */
  readonly beats: BeatTimes;
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

  /** What both sides understand; nothing as long as no connection stands. */
  get features(): readonly string[] {
    return this.#call?.connection?.features ?? [];
  }

  /** The connection as it stands, for results of the same player; `null` while there is none. */
  get road(): Road | null {
    return this.#call?.connection?.road ?? null;
  }

  /** Dials once, and tells `player-reached` or `dial-failed`; then everything that the player says. Never rejects. */
  async dial(number: number): Promise<void> {
    const { name, address, port } = this.#player;
    const call: Call = {
      number,
      ending: new AbortController(),
      connection: null,
      beats: new BeatTimes(this.#stage.clock),
    };
    this.#call = call;
    try {
      const where = { name, host: address, port };
      call.connection = await dialControl(where, this.#dialling(), call.ending.signal);
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
    if (command.kind === 'heartbeat') call?.beats.note(command.sequence);
    call?.connection?.send(request).catch((thrown) => this.#lose(call, thrown));
  }

  /** Reads the player's clocks, one exchange after the other; tells of the first at once, and of the others together. Never rejects. */
  async readClock(most: number, enoughNs: bigint): Promise<void> {
    const call = this.#call;
    if (!call?.connection) return;
    const { connection, number, ending } = call;
    const told = (samples: readonly ClockSample[]) => {
      if (samples.length === 0 || ending.signal.aborted) return;
      this.#stage.tell({ kind: 'clock-read', player: this.#player.name, call: number, samples });
    };
    const samples: ClockSample[] = [];
    try {
      for (let count = 1; count <= most; count += 1) {
        const sample = await connection.readClock();
        if (count === 1) told([sample]);
        else samples.push(sample);
        if (sample.heardNs - sample.sentNs <= enoughNs) break;
      }
    } catch (thrown) {
      // The end of the connection is told by whoever reads it.
      ConductorError.from(thrown, 'lost', `player "${this.#player.name}"`);
    }
    told(samples);
  }

  /** Closes the connection, or gives up opening it. */
  async hangUp(): Promise<void> {
    const call = this.#call;
    this.#call = null;
    call?.ending.abort(new ConductorError('interrupted', 'the conductor hung up'));
    await call?.connection?.[Symbol.asyncDispose]();
  }

  #dialling(): DialOptions {
    const { dialling, players } = this.#stage;
    return isCrowd(players.length) ? { ...dialling, load: { kind: 'shared' } } : dialling;
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
        const sample = reply.kind === 'heartbeat-reply' ? call.beats.sampleOf(reply) : null;
        if (sample !== null) this.#stage.tell({ kind: 'clock-read', player, call: call.number, samples: [sample] });
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
