import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  HOLES,
  type Position,
  type ResultSource,
  type ResultsCall,
  type ResultsFrame,
  sourceKey,
  WHOLE_FILES,
} from '@conductor/protocol';
import { Cursor } from './cursor.ts';
import { ReadingRooms } from './reading-rooms.ts';
import type { ServedSource } from './served-source.ts';
import { partBytes, type SourcePart } from './source-reader.ts';
import type { TrialResults } from './trial-results.ts';
import { wholeFilesOf } from './whole-files.ts';

/** So many sources stay open between their turns; others are opened for each turn. */
const OPEN_SOURCES = 32;
/** So many turns are taken before the rest of the player gets its own. */
const TURNS_IN_A_ROW = 16;
/**
 * What comes so shortly after all was sent goes out together, unless somebody waits for it. Each word that goes out costs both sides a
 * turn, and the collector a sync; and outputs are looked at more seldom than this.
 */
const GATHER_MS = 50;

type Call = Pick<ResultsCall, 'send' | 'closed' | 'peer'>;

/**
 * Sends the results of a trial to one collector: the journal first, then each source that has something, one chunk in
 * its turn, so that an endless output starves nobody; small files share a turn. What is sent waits for the collector to have room.
 */
export class Follower implements AsyncDisposable {
  readonly #call: Call;
  readonly #results: TrialResults;
  /** Not of those that the trial has forgotten: it may have very many files. */
  readonly #cursors = new WeakMap<ServedSource, Cursor>();
  /** What the collector held when it came, by source. */
  readonly #held: ReadonlyMap<string, number>;
  /** Sources with something to send, in turn; each at most once. */
  readonly #turns = new Set<ServedSource>();
  readonly #open = new Set<Cursor>();
  readonly #rooms = new ReadingRooms();
  readonly #unfollow: () => void;
  readonly #wakeUp = () => this.#wake();
  #wake: () => void = () => undefined;
  /** What comes until then waits for more, unless it is awaited. */
  #gathersUntilMs = 0;
  #gathering: NodeJS.Timeout | null = null;

  constructor(call: Call, results: TrialResults, positions: readonly Position[]) {
    this.#call = call;
    this.#results = results;
    this.#held = new Map(positions.map(({ source, offset }) => [sourceKey(source), offset]));
    for (const source of results.sources) this.#turns.add(source);
    this.#unfollow = results.follow((source) => {
      if (source) this.#turns.add(source);
      this.#noteNews();
    });
    call.closed.addEventListener('abort', this.#wakeUp);
  }

  /** Resolves when the trial is closed and all of it was sent; rejects when the call is over before. */
  async send(): Promise<void> {
    for (let turn = 1; ; turn += 1) {
      this.#call.closed.throwIfAborted();
      const source = this.#results.maySend ? this.#next() : undefined;
      if (source) await this.#takeTurn(source);
      else if (this.#results.closed) return this.#call.send({ kind: 'trial-end' });
      else await this.#news();
      if (turn % TURNS_IN_A_ROW === 0) await nextTurn();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unfollow();
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#call.closed.removeEventListener('abort', this.#wakeUp);
    for (const cursor of this.#open) await cursor.close();
  }

  /** The journal whenever it has grown, else whoever has waited longest. */
  #next(): ServedSource | undefined {
    const journal = this.#results.journals.find((segment) => this.#turns.has(segment));
    const source = journal ?? this.#turns.values().next().value;
    if (source) this.#turns.delete(source);
    return source;
  }

  /** Resolves at the next change of anything, or when what comes soon after it has come. */
  #news(): Promise<void> {
    // One that somebody waited for has cut the gathering short.
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    this.#gathersUntilMs = performance.now() + GATHER_MS;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    return promise;
  }

  #noteNews(): void {
    const leftMs = this.#gathersUntilMs - performance.now();
    if (this.#results.isAwaited || leftMs <= 0) this.#wake();
    else this.#gathering ??= setTimeout(this.#wakeUp, leftMs);
  }

  async #takeTurn(source: ServedSource): Promise<void> {
    const cursor = this.#cursorOf(source);
    if (cursor.ended) return;
    if (this.#isWhole(source)) return this.#sendWhole(source);
    const part = await cursor.next(this.#call.peer.features.includes(HOLES));
    if (part !== null) await this.#sendPart(source.source, cursor.offset - partBytes(part), part);
    if (cursor.hasMore) this.#turns.add(source);
    else if (source.state === 'closed') await this.#end(source, cursor);
    else if (source.state === 'abandoned') cursor.ended = true;
    await this.#keepFewOpen(cursor);
  }

  async #sendPart(source: ResultSource, offset: number, part: SourcePart): Promise<void> {
    await this.#call.send(frameOf(source, offset, part), () => {
      if (part.kind === 'data') this.#rooms.giveBack(part.data);
    });
  }

  /** Nothing of it was sent, and all of it is at hand. */
  #isWhole(source: ServedSource): boolean {
    if (source.content === null || source.failure !== null || this.#held.has(source.key)) return false;
    return this.#call.peer.features.includes(WHOLE_FILES) && !this.#cursorOf(source).ended;
  }

  async #sendWhole(first: ServedSource): Promise<void> {
    const files = wholeFilesOf(first, this.#turns, (source) => this.#isWhole(source));
    for (const { source } of files) {
      this.#turns.delete(source);
      this.#cursorOf(source).ended = true;
    }
    await this.#call.send({ kind: 'whole-files', files: files.map(({ file }) => file) });
  }

  async #end(source: ServedSource, cursor: Cursor): Promise<void> {
    const sha256 = await cursor.checksum();
    if (sha256 === null && source.failure === null) return;
    cursor.ended = true;
    const { failure, remark } = source;
    await this.#call.send({
      kind: 'source-end',
      source: source.source,
      bytes: cursor.offset,
      sha256: sha256 ?? '',
      failure,
      ...(remark === null || failure !== null ? {} : { remark }),
    });
  }

  async #keepFewOpen(cursor: Cursor): Promise<void> {
    if (!cursor.isOpen) return;
    if (cursor.hasMore && this.#open.size < OPEN_SOURCES) {
      this.#open.add(cursor);
      return;
    }
    this.#open.delete(cursor);
    await cursor.close();
  }

  #cursorOf(source: ServedSource): Cursor {
    const known = this.#cursors.get(source);
    if (known) return known;
    const cursor = new Cursor(source, this.#held.get(source.key) ?? 0, this.#rooms);
    this.#cursors.set(source, cursor);
    return cursor;
  }
}

/** Only files have zeros that are left out. */
function frameOf(source: ResultSource, offset: number, part: SourcePart): ResultsFrame {
  if (part.kind === 'data') return { kind: 'chunk', source, offset, data: part.data };
  if (source.kind !== 'file') throw new Error(`${sourceKey(source)} has zeros that nobody looked for`);
  return { kind: 'hole', source, offset, bytes: part.bytes };
}
