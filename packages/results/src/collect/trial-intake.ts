import { hash } from 'node:crypto';
import { type Position, type ResultSource, type ResultsFrame, sourceKey, type WholeFile } from '@conductor/protocol';
import { type JournalRecord, untilAborted } from '@conductor/types';
import { trialKey } from '../fold/run-state.ts';
import { FolderMaker } from '../storage/folder-maker.ts';
import { inTurns } from '../storage/in-turns.ts';
import type { Collection } from './collection.ts';
import type { EndedSource } from './ended-source.ts';
import { FileIntake } from './file-intake.ts';
import type { IncomingFile, Intake, Written } from './incoming-file.ts';
import type { FileInflow, FileSource, OutputInflow, OutputSource } from './inflow.ts';
import { JournalIntake } from './journal-intake.ts';
import { LastWrite } from './last-write.ts';
import { MissedFiles } from './missed-files.ts';
import { OpenFiles } from './open-files.ts';
import { OutputIntake } from './output-intake.ts';
import { strange } from './plan-step.ts';
import { Quota } from './quota.ts';

type Chunk = Extract<ResultsFrame, { kind: 'chunk' }>;
type SourceEnd = Extract<ResultsFrame, { kind: 'source-end' }>;
type WholeFiles = Extract<ResultsFrame, { kind: 'whole-files' }>;
type Hole = Extract<ResultsFrame, { kind: 'hole' }>;

/** Small files wait in memory for the next batch; beyond so many bytes, or so many files, what comes waits for it too. */
const MOST_WAITING = { bytes: 8 * 2 ** 20, files: 4096 };
/** So much shares one sync as well as more would. */
const WORTH_A_BATCH = { bytes: 2 ** 20, files: 256 };

/** What became of a frame. `again`: bytes came damaged, and the conversation must begin anew to have them again. */
export type Taken = 'good' | 'again';

/** What came in since the last batch and is not durable yet. */
export interface Batch {
  readonly grown: readonly { readonly source: ResultSource; readonly incoming: IncomingFile }[];
  readonly ended: readonly EndedSource[];
  /** How far each segment of the journal is held. */
  readonly journal: readonly Position[];
}

type Inflow =
  | { readonly kind: 'output'; readonly source: OutputSource; readonly inflow: OutputInflow }
  | { readonly kind: 'file'; readonly source: FileSource; readonly inflow: FileInflow };

/** Everything that comes in of one player's trial in one conversation. It is written at once; `settleBatch` makes it durable. */
export class TrialIntake implements AsyncDisposable {
  readonly collection: Collection;
  readonly shared: Intake;
  readonly outputs: OutputIntake;
  readonly fetched: FileIntake;
  /** One word to the player after another, so that the last is said when it is said. */
  readonly speaking = inTurns();
  readonly #quota: Quota;
  readonly #journal: JournalIntake;
  readonly #files = new OpenFiles();
  #grown = new Map<string, Batch['grown'][number]>();
  #ended: EndedSource[] = [];
  /** Small files that are in memory only. */
  #waiting = { bytes: 0, files: 0 };
  #emptied = Promise.withResolvers<void>();
  /** Told before their end is acknowledged. */
  readonly #missed = new MissedFiles();
  /** `null` until the first batch: what is held from before is acknowledged anew. */
  #batchedJournal: number | null = null;

  constructor(collection: Collection, signal: AbortSignal) {
    this.collection = collection;
    const { room, path: root } = collection.directory;
    const folders = new FolderMaker(root);
    this.shared = { root, files: this.#files, room, folders, alone: inTurns(), lastWrite: new LastWrite(), signal };
    this.#quota = new Quota(collection);
    this.outputs = new OutputIntake(collection, this.shared);
    this.fetched = new FileIntake(collection, this.shared);
    this.#journal = new JournalIntake(collection, (record) => this.#beforeRecord(record), signal);
  }

  /**
   * What is held already, from what is on disk: the beginning of a conversation. It goes into the first batch: an earlier
   * collector may have gone before it was durable, or before it was acknowledged.
   */
  async resume(): Promise<Position[]> {
    const held = [...(await this.outputs.resume()), ...(await this.fetched.resume())];
    for (const { source, incoming } of held) {
      if (incoming === null) this.#ended.push({ kind: 'over', source });
      else this.#grown.set(sourceKey(source), { source, incoming });
    }
    const positions = [...this.#journal.positions(), ...held.map(({ source, bytes }) => ({ source, offset: bytes }))];
    const rewoundBytes = this.outputs.rewoundBytes();
    this.#quota.begin(positions.reduce((sum, { offset }) => sum + offset, rewoundBytes));
    return positions;
  }

  /** What came in this conversation, and what was held before it. */
  get takenBytes(): number {
    return this.#quota.bytes;
  }

  /** Writes what a frame brings; small files are only taken into the next batch. */
  async take(frame: Chunk | SourceEnd | WholeFiles | Hole): Promise<Taken> {
    const taken = await this.#takeFrame(frame);
    this.#quota.checkKept();
    return taken;
  }

  /** What waits for the next batch need not wait for company. */
  get isFull(): boolean {
    return this.#waiting.files >= WORTH_A_BATCH.files || this.#waiting.bytes >= WORTH_A_BATCH.bytes;
  }

  /** What came since the last batch; `null` when nothing did. */
  nextBatch(): Batch | null {
    const { bytes } = this.#journal;
    if (this.#grown.size === 0 && this.#ended.length === 0 && bytes === (this.#batchedJournal ?? 0)) return null;
    const { directory, player } = this.collection;
    for (const text of this.#missed.take()) directory.append({ kind: 'problem', player: player.name, text });
    const batch = { grown: Array.from(this.#grown.values()), ended: this.#ended, journal: this.#journal.positions() };
    this.#grown = new Map();
    this.#ended = [];
    this.#batchedJournal = bytes;
    this.#waiting = { bytes: 0, files: 0 };
    this.#emptied.resolve();
    this.#emptied = Promise.withResolvers();
    return batch;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Whoever wrote has been told, or asks nothing any more; but what goes on would open a file again.
    await Promise.allSettled([this.shared.lastWrite.over]);
    await this.shared.alone(() => this.#files[Symbol.asyncDispose]());
  }

  async #takeFrame(frame: Chunk | SourceEnd | WholeFiles | Hole): Promise<Taken> {
    switch (frame.kind) {
      case 'chunk':
        return this.#takeChunk(frame);
      case 'source-end':
        return this.#takeEnd(frame);
      case 'whole-files':
        return this.#takeWhole(frame);
      case 'hole':
        return this.#takeHole(frame);
      default:
        return frame satisfies never;
    }
  }

  async #takeChunk({ source, offset, data }: Chunk): Promise<Taken> {
    this.#quota.spend(data.length, { source, held: () => this.#heldOf(source) });
    if (source.kind === 'journal') await this.#journal.take(source.segment, offset, data);
    else await this.#grow(source, offset, (incoming) => incoming.write(offset, data));
    return 'good';
  }

  /** It counts as the bytes that it stands for: whoever says that there is no end of zeros is not believed either. */
  async #takeHole({ source, offset, bytes }: Hole): Promise<Taken> {
    this.#quota.spend(bytes, { source, held: () => this.#heldOf(source) });
    await this.#grow(source, offset, (incoming) => incoming.skip(offset, bytes));
    return 'good';
  }

  async #takeWhole({ files }: WholeFiles): Promise<Taken> {
    while (this.#waiting.bytes >= MOST_WAITING.bytes || this.#waiting.files >= MOST_WAITING.files) {
      await untilAborted(this.#emptied.promise, this.shared.signal);
    }
    for (const file of files) if ((await this.#takeWholeFile(file)) === 'again') return 'again';
    return 'good';
  }

  async #takeWholeFile({ source, data, sha256 }: WholeFile): Promise<Taken> {
    this.#quota.spend(data.length, { source, held: () => this.#heldOf(source) });
    const wanted = await this.#inflow(source);
    if (wanted === null) {
      this.#ended.push({ kind: 'over', source });
      return 'good';
    }
    const { incoming } = wanted.inflow;
    if (incoming.bytes > 0)
      throw strange(this.collection.player, `${sourceKey(source)} from its beginning, in the middle`);
    if (hash('sha256', data) !== sha256) return this.#damage(wanted);
    incoming.takeWhole(data);
    wanted.inflow.ended = true;
    this.#ended.push({ ...wanted, sha256 });
    this.#waiting.bytes += data.length;
    this.#waiting.files += 1;
    return 'good';
  }

  #heldOf(source: ResultSource): number {
    switch (source.kind) {
      case 'journal':
        return this.#journal.bytes;
      case 'output':
        return this.outputs.heldBytes(source);
      case 'file':
        return this.fetched.heldBytes(source);
      default:
        return source satisfies never;
    }
  }

  /** An output has its other name before any event tells that it was truncated. */
  async #beforeRecord(record: JournalRecord): Promise<void> {
    if (record.kind !== 'output-rewound') return;
    const { step, channel, generation } = record;
    await this.outputs.inflow({ kind: 'output', step, channel, generation });
  }

  async #grow(
    source: OutputSource | FileSource,
    offset: number,
    by: (incoming: IncomingFile) => Promise<Written>,
  ): Promise<void> {
    const wanted = await this.#inflow(source);
    if (wanted === null) return;
    const { incoming } = wanted.inflow;
    const written = await by(incoming);
    if (written === 'gap')
      throw strange(this.collection.player, `${sourceKey(source)} from byte ${offset} on, out of order`);
    if (written === 'new') this.#grown.set(sourceKey(source), { source, incoming });
  }

  async #takeEnd(end: SourceEnd): Promise<Taken> {
    const { source } = end;
    if (source.kind === 'journal')
      throw strange(this.collection.player, 'the end of a journal, which ends with its trial');
    const wanted = await this.#inflow(source);
    if (wanted === null) {
      this.#ended.push({ kind: 'over', source });
      return 'good';
    }
    if (end.failure !== null) return this.#giveUp(wanted, `could not be read there: ${end.failure}`);
    const sha256 = await wanted.inflow.incoming.checksum();
    if (wanted.inflow.incoming.bytes !== end.bytes || sha256 !== end.sha256) return this.#damage(wanted);
    wanted.inflow.ended = true;
    if (wanted.kind === 'file') {
      await wanted.inflow.incoming.makeEmpty();
      this.#ended.push({ ...wanted, sha256, ...(end.remark === undefined ? {} : { remark: end.remark }) });
    } else this.#ended.push({ ...wanted, sha256 });
    return 'good';
  }

  async #inflow(source: OutputSource | FileSource): Promise<Inflow | null> {
    if (source.kind === 'output') {
      const inflow = await this.outputs.inflow(source);
      return inflow === null ? null : { kind: 'output', source, inflow };
    }
    const inflow = this.fetched.inflow(source);
    return inflow === null ? null : { kind: 'file', source, inflow };
  }

  async #damage(wanted: Inflow): Promise<Taken> {
    const { directory, player, trial } = this.collection;
    const key = `${player.name} ${trialKey(trial)} ${sourceKey(wanted.source)}`;
    if (directory.damaged.has(key)) return this.#giveUp(wanted, 'came with a wrong checksum, twice');
    directory.damaged.add(key);
    await this.shared.alone(() => wanted.inflow.incoming.discard());
    return 'again';
  }

  /** Acknowledged although it is not held: a result that cannot be had must not hold up the phase. */
  async #giveUp({ kind, source, inflow }: Inflow, why: string): Promise<Taken> {
    const { directory, player } = this.collection;
    inflow.ended = true;
    this.#ended.push({ kind: 'over', source });
    if (kind === 'output') {
      directory.append({
        kind: 'problem',
        player: player.name,
        text: `${inflow.path} ${why}; what there is of it is kept`,
      });
      if (inflow.incoming.bytes > 0) directory.append(this.outputs.held(inflow));
    } else {
      this.#missed.add(inflow.found.path, why);
      await this.shared.alone(() => inflow.incoming.discard());
    }
    return 'good';
  }
}
