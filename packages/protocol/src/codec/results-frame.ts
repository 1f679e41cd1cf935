import { freeMemory } from '../free-memory.ts';
import type { Chunk__Output } from '../gen/conductor/v1/Chunk.ts';
import type { CollectResponse, CollectResponse__Output } from '../gen/conductor/v1/CollectResponse.ts';
import type { Hole__Output } from '../gen/conductor/v1/Hole.ts';
import type { SourceEnd__Output } from '../gen/conductor/v1/SourceEnd.ts';
import type { ResultsFrame } from '../results-frame.ts';
import type { FrameCodec } from './frame-codec.ts';
import { greetedAlready, malformed } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { decodeRefusal, refusalError } from './refusal.ts';
import { decodeFileSource, decodeSource, encodeFileSource, encodeSource } from './result-source.ts';
import { boundedSentence, fromUint64, toUint64 } from './scalars.ts';
import { decodeWholeFiles, encodeWholeFiles } from './whole-files.ts';

/** A chunk is at most 256 KiB. */
export const CHUNK_LIMIT_BYTES = 256 * 1024;
/** Bytes of chunks that came over a wire: nobody else has the messages that they came in. */
const received = new WeakSet<Buffer>();
const FAILURE_LIMIT = 8192;
const SHA256_BYTES = 32;

type FrameOf<K extends ResultsFrame['kind']> = Extract<ResultsFrame, { kind: K }>;

const ENCODE: { readonly [K in ResultsFrame['kind']]: (frame: FrameOf<K>) => CollectResponse } = {
  chunk: ({ source, offset, data }) => {
    checkChunk(data.length);
    return { chunk: { source: encodeSource(source), offset: toUint64(offset, 'offset of a chunk'), data } };
  },
  'source-end': ({ source, bytes, sha256, failure, remark = '' }) => ({
    sourceEnd: {
      source: encodeSource(source),
      bytes: toUint64(bytes, 'size of a source'),
      sha256: Buffer.from(sha256, 'hex'),
      failure: (failure ?? '').slice(0, FAILURE_LIMIT),
      remark: remark.slice(0, FAILURE_LIMIT),
    },
  }),
  'trial-end': () => ({ trialEnd: {} }),
  'whole-files': ({ files }) => ({ wholeFiles: encodeWholeFiles(files) }),
  hole: ({ source, offset, bytes }) => ({
    hole: {
      source: encodeFileSource(source),
      offset: toUint64(offset, 'offset of a hole'),
      bytes: toUint64(bytes, 'size of a hole'),
    },
  }),
};

const READINGS: Readings<CollectResponse__Output, ResultsFrame> = {
  greeting: () => greetedAlready('greeting'),
  welcome: () => greetedAlready('welcome'),
  refused: (wire) => {
    throw refusalError(decodeRefusal(wire));
  },
  chunk: readChunk,
  sourceEnd: readSourceEnd,
  trialEnd: () => ({ kind: 'trial-end' }),
  wholeFiles: (wire) => ({ kind: 'whole-files', files: decodeWholeFiles(wire) }),
  hole: readHole,
};

/** What a player says to a collector, to the wire and from it. */
export const resultsFrameCodec: FrameCodec<ResultsFrame, CollectResponse, CollectResponse__Output> = {
  encode: (frame) => [(ENCODE[frame.kind] as (frame: ResultsFrame) => CollectResponse)(frame)],
  reader: () => (message) => readKind(message, READINGS, "a player's frame"),
};

function readChunk({ source, offset, data }: Chunk__Output): FrameOf<'chunk'> {
  checkChunk(data.length);
  received.add(data);
  return { kind: 'chunk', source: decodeSource(source), offset: fromUint64(offset, 'offset of a chunk'), data };
}

/** Frees the bytes of a chunk that came, when nobody will read them again. */
export function freeChunk(data: Buffer): void {
  if (received.delete(data)) freeMemory(data);
}

function readSourceEnd(end: SourceEnd__Output): FrameOf<'source-end'> {
  const source = decodeSource(end.source);
  if (source.kind === 'journal') throw malformed('the end of a journal: a journal ends with its trial');
  const failure = end.failure === '' ? null : boundedSentence(end.failure, FAILURE_LIMIT, 'failure of a source');
  const expected = failure === null ? SHA256_BYTES : end.sha256.length;
  if (end.sha256.length !== expected || end.sha256.length > SHA256_BYTES) {
    throw malformed(`expected a SHA-256 of ${SHA256_BYTES} bytes, got ${end.sha256.length}`);
  }
  return {
    kind: 'source-end',
    source,
    bytes: fromUint64(end.bytes, 'size of a source'),
    sha256: end.sha256.toString('hex'),
    failure,
    ...(end.remark === '' ? {} : { remark: boundedSentence(end.remark, FAILURE_LIMIT, 'remark of a source') }),
  };
}

function readHole({ source, offset, bytes }: Hole__Output): FrameOf<'hole'> {
  if (source === null) throw malformed('expected the source of a hole, got none');
  const length = fromUint64(bytes, 'size of a hole');
  if (length < 1) throw malformed('expected a hole of at least 1 byte, got 0');
  return {
    kind: 'hole',
    source: decodeFileSource(source),
    offset: fromUint64(offset, 'offset of a hole'),
    bytes: length,
  };
}

function checkChunk(bytes: number): void {
  if (bytes < 1 || bytes > CHUNK_LIMIT_BYTES) {
    throw malformed(`expected a chunk of 1 to ${CHUNK_LIMIT_BYTES} bytes, got ${bytes}`);
  }
}
