import type { ClockSample, ControlCommand } from '@conductor/protocol';
import { ConductorError, type RunRef } from '@conductor/types';
import type { Side } from '../network/connection.ts';
import type { Message } from '../network/message.ts';
import { ClockReading } from './clock-reading.ts';
import { FACTS } from './facts.ts';
import type { Stage } from './stage.ts';

/** How long a greeting may take; as callers have it. */
export const GREETING_MS = 5_000;

/** One connection to a player, or the attempt to make one, by the number that the course gave it. */
interface Call {
  readonly number: number;
  readonly side: Side;
  isGreeted: boolean;
  reading: ClockReading;
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
    const call: Call = { number, side: link(this.#player).open(), isGreeted: false, reading: new ClockReading() };
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

  /** Reads the player's clocks: the first exchange is told at once, and the others together. */
  readClock(most: number, enoughNs: bigint): void {
    this.#ask(this.#call, most, enoughNs, []);
  }

  #ask(call: Call | null, most: number, enoughNs: bigint, samples: readonly ClockSample[]): void {
    if (call === null || this.#call !== call) return;
    const { world } = this.#stage;
    const sentNs = world.monotonicNs;
    const sequence = call.reading.ask(({ monotonicNs: playerNs, wallMs: playerWallMs }) => {
      const heardNs = world.monotonicNs;
      const sample = { sentNs, heardNs, heardWallMs: world.wall.getTime(), playerNs, playerWallMs };
      const isOver = most === 1 || heardNs - sentNs <= enoughNs;
      this.#tellClock(call, samples, sample, isOver);
      if (!isOver) this.#ask(call, most - 1, enoughNs, [...samples, sample]);
    });
    call.side.send({ kind: 'read-clock', sequence });
  }

  #tellClock(call: Call, before: readonly ClockSample[], sample: ClockSample, isOver: boolean): void {
    if (before.length > 0 && !isOver) return;
    const samples = before.length === 0 ? [sample] : [...before.slice(1), sample];
    this.#stage.tell({ kind: 'clock-read', player: this.#player, call: call.number, samples });
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
    if (message.kind === 'clock-reading') call.reading.hear(message);
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
