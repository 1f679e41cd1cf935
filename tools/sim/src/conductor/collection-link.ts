import { ConductorError, type JournalRecord, type TrialRef } from '@conductor/types';
import type { Side } from '../network/connection.ts';
import type { Message } from '../network/message.ts';
import { GREETING_MS } from './control-link.ts';
import type { Stage } from './stage.ts';

/** Pauses between a cut and the next call; as the collector has them. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** How long a group of records waits for the disk. */
const FSYNC_MS = [2, 40] as const;

/** The pulling of one trial from one player. */
interface Pulling {
  readonly trial: TrialRef;
  /** Records that are durable here. */
  heldCount: number;
  side: Side | null;
  pauseMs: number;
  isGreeted: boolean;
}

/** The collector of one player: follows a trial through cuts until it has all of it. */
export class CollectionLink {
  readonly #stage: Stage;
  readonly #player: string;
  #pulling: Pulling | null = null;

  constructor(stage: Stage, player: string) {
    this.#stage = stage;
    this.#player = player;
  }

  collect(trial: TrialRef): void {
    const heldCount = this.#stage.record.heldCount(this.#player, trial.trial);
    this.#pulling = { trial, heldCount, side: null, pauseMs: FIRST_PAUSE_MS, isGreeted: false };
    this.#dial(this.#pulling);
  }

  /** Ends the pulling; what came is kept. */
  abandon(): void {
    const pulling = this.#pulling;
    if (!pulling) return;
    this.#end(pulling);
    this.#stage.program.after(1, () => this.#stage.tell({ kind: 'collection-ended', player: this.#player }));
  }

  #dial(pulling: Pulling): void {
    const { link, program, isQuiet } = this.#stage;
    if (this.#pulling !== pulling) return;
    if (isQuiet()) {
      program.after(100, () => this.#dial(pulling));
      return;
    }
    const side = link(this.#player).open();
    pulling.side = side;
    pulling.isGreeted = false;
    side.belongTo(program, {
      hear: (message) => this.#hear(pulling, side, message),
      lose: () => this.#redial(pulling, side),
    });
    side.send({ kind: 'hello', call: 'results' });
    program.after(GREETING_MS, () => {
      if (pulling.isGreeted || pulling.side !== side) return;
      side.close('abrupt');
      this.#redial(pulling, side);
    });
  }

  #redial(pulling: Pulling, side: Side): void {
    if (this.#pulling !== pulling || pulling.side !== side) return;
    pulling.side = null;
    const { pauseMs } = pulling;
    pulling.pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    this.#stage.program.after(pauseMs, () => this.#dial(pulling));
  }

  #hear(pulling: Pulling, side: Side, message: Message): void {
    if (this.#pulling !== pulling || pulling.side !== side) return;
    const { run, tell, program, world, isDiskFull } = this.#stage;
    const player = this.#player;
    switch (message.kind) {
      case 'welcome':
        pulling.isGreeted = true;
        pulling.pauseMs = FIRST_PAUSE_MS;
        tell({ kind: 'collection-began', player });
        side.send({ kind: 'follow', run, trial: pulling.trial, heldCount: pulling.heldCount });
        return;
      case 'record':
        this.#take(pulling, message.record);
        program.after(world.about(...FSYNC_MS), () => {
          if (!isDiskFull()) side.send({ kind: 'acknowledge', heldCount: pulling.heldCount });
        });
        return;
      case 'trial-end':
        side.send({ kind: 'acknowledge', heldCount: pulling.heldCount });
        this.#end(pulling);
        tell({ kind: 'collection-ended', player });
        return;
      case 'no-results':
        this.#end(pulling);
        tell({ kind: 'collection-failed', player, error: message.error });
        return;
      case 'hello':
      case 'request':
      case 'reply':
      case 'read-clock':
      case 'clock-reading':
      case 'follow':
      case 'acknowledge':
      case 'ping':
      case 'pong':
        throw new ConductorError('protocol', `a player said ${message.kind} to a collector`);
      default:
        message satisfies never;
    }
  }

  #take(pulling: Pulling, pulled: JournalRecord): void {
    const { record, tell } = this.#stage;
    const player = this.#player;
    const { trial } = pulling;
    pulling.heldCount += 1;
    record.append({ kind: 'journal', player, trial, segment: 1, offset: pulling.heldCount, record: pulled });
    tell({ kind: 'journal-pulled', player, record: pulled });
    if (pulled.kind !== 'file-found') return;
    // The file itself comes with its finding here.
    const { step, file, path: source, mode, modified, size: bytes } = pulled;
    record.append({
      kind: 'file-fetched',
      player,
      trial,
      step,
      file,
      source,
      path: 'a',
      bytes,
      mode,
      modified,
      sha256: '',
    });
  }

  #end(pulling: Pulling): void {
    pulling.side?.close('in-order');
    pulling.side = null;
    this.#pulling = null;
  }
}
