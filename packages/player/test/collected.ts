import { createHash, type Hash } from 'node:crypto';
import { type Position, type ResultSource, type ResultsFrame, sourceKey, type WholeFile } from '@conductor/protocol';
import type { Channel, JournalRecord, Outcome, Phase } from '@conductor/types';

type Chunk = Extract<ResultsFrame, { kind: 'chunk' }>;
type Hole = Extract<ResultsFrame, { kind: 'hole' }>;
type SourceEnd = Extract<ResultsFrame, { kind: 'source-end' }>;
/** What brings results. */
export type CollectedFrame = Exclude<ResultsFrame, { kind: 'trial-end' }>;

/** What is held of one source. */
interface Held {
  readonly source: ResultSource;
  readonly parts: Buffer[];
  readonly hash: Hash;
  bytes: number;
}

/** What a collector got, held in memory, and checked as it comes: in order, without gaps, with the right checksums. */
export class Collected {
  /** `false` forgets bytes once they are counted and summed. */
  keepsBytes = true;
  /** Bytes that were told as zeros, and did not come. */
  holeBytes = 0;
  readonly #sources = new Map<string, Held>();
  readonly ends = new Map<string, SourceEnd>();
  #told = Promise.withResolvers<void>();

  take(frame: CollectedFrame): void {
    if (frame.kind === 'chunk') this.#takeChunk(frame);
    else if (frame.kind === 'source-end') this.#takeEnd(frame);
    else if (frame.kind === 'hole') this.#takeHole(frame);
    else for (const file of frame.files) this.#takeWhole(file);
    this.#told.resolve();
    this.#told = Promise.withResolvers<void>();
  }

  /** Resolves when something more has come. */
  grown(): Promise<void> {
    return this.#told.promise;
  }

  positions(): Position[] {
    return [...this.#sources.values()].map(({ source, bytes }) => ({ source, offset: bytes }));
  }

  /** Whole lines so far. */
  journal(): JournalRecord[] {
    return [...this.#sources.values()]
      .flatMap(({ source, parts }) => (source.kind === 'journal' ? [{ segment: source.segment, parts }] : []))
      .sort((one, other) => one.segment - other.segment)
      .flatMap(({ parts }) => recordsIn(Buffer.concat(parts).toString()));
  }

  output(phase: Phase, index: number, channel: Channel = 'out', generation = 0, attempt = 1): Buffer {
    return this.#bytes(sourceKey({ kind: 'output', step: { phase, index, attempt }, channel, generation }));
  }

  file(phase: Phase, index: number, file: number): Buffer {
    return this.#bytes(sourceKey({ kind: 'file', step: { phase, index, attempt: 1 }, file }));
  }

  /** How each step of a phase ended, in the order in which they did. */
  outcomes(phase: Phase): Outcome[] {
    return this.journal().flatMap((record) =>
      record.kind === 'step-ended' && record.step.phase === phase ? [record.outcome] : [],
    );
  }

  remarks(): string[] {
    return this.journal().flatMap((record) => (record.kind === 'remark' ? [record.text] : []));
  }

  #takeChunk({ source, offset, data }: Chunk): void {
    const key = sourceKey(source);
    const held = this.#sources.get(key) ?? { source, parts: [], hash: createHash('sha256'), bytes: 0 };
    if (offset !== held.bytes) throw new Error(`${key}: ${held.bytes} bytes are held, and a chunk begins at ${offset}`);
    if (this.keepsBytes) held.parts.push(data);
    held.hash.update(data);
    held.bytes += data.length;
    this.#sources.set(key, held);
  }

  /** Zeros that are here, too; how many of them came as a hole is counted. */
  #takeHole({ source, offset, bytes }: Hole): void {
    this.holeBytes += bytes;
    this.#takeChunk({ kind: 'chunk', source, offset, data: Buffer.alloc(bytes) });
  }

  #takeEnd(end: SourceEnd): void {
    const key = sourceKey(end.source);
    this.ends.set(key, end);
    if (end.failure !== null) return;
    const { bytes, hash } = this.#sources.get(key) ?? { bytes: 0, hash: createHash('sha256') };
    if (bytes !== end.bytes || hash.copy().digest('hex') !== end.sha256)
      throw new Error(`${key}: not what the player says it was`);
  }

  #takeWhole({ source, data, sha256 }: WholeFile): void {
    if (data.length > 0) this.#takeChunk({ kind: 'chunk', source, offset: 0, data });
    this.#takeEnd({ kind: 'source-end', source, bytes: data.length, sha256, failure: null });
  }

  #bytes(key: string): Buffer {
    return Buffer.concat(this.#sources.get(key)?.parts ?? []);
  }
}

function recordsIn(text: string): JournalRecord[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): JournalRecord => JSON.parse(line));
}
