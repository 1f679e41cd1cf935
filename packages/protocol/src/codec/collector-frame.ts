import { isDeepStrictEqual } from 'node:util';
import type { CollectRequest, CollectRequest__Output } from '../gen/conductor/v1/CollectRequest.ts';
import type { Follow__Output } from '../gen/conductor/v1/Follow.ts';
import type { CollectorFrame, Position } from '../results-frame.ts';
import type { FrameCodec } from './frame-codec.ts';
import { greetedAlready, malformed } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { decodePosition, decodeSource, encodePosition, encodeSource } from './result-source.ts';
import { decodeRunRef, decodeTrialRef, encodeRunRef, encodeTrialRef } from './run-ref.ts';

/** So many positions or sources stay below 256 KiB: one is at most 40 bytes on the wire. */
const PER_FRAME = 4096;
/** Of one trial: every output and file that a collector can have. */
const POSITION_LIMIT = 1_000_000;

type Follow = Extract<CollectorFrame, { kind: 'follow' }>;
type Acknowledge = Extract<CollectorFrame, { kind: 'acknowledge' }>;

const ENCODE: {
  readonly [K in CollectorFrame['kind']]: (frame: Extract<CollectorFrame, { kind: K }>) => Iterable<CollectRequest>;
} = { follow: encodeFollow, acknowledge: encodeAcknowledge };

/** What a collector says, to the wire and from it. */
export const collectorFrameCodec: FrameCodec<CollectorFrame, CollectRequest, CollectRequest__Output> = {
  encode: (frame) => (ENCODE[frame.kind] as (frame: CollectorFrame) => Iterable<CollectRequest>)(frame),
  reader: readCollectorFrames,
};

function* encodeFollow(frame: Follow): Generator<CollectRequest> {
  const run = encodeRunRef(frame.run);
  const trial = encodeTrialRef(frame.trial);
  let start = 0;
  do {
    const positions = frame.positions.slice(start, start + PER_FRAME).map(encodePosition);
    start += PER_FRAME;
    yield { follow: { run, trial, positions, more: start < frame.positions.length } };
  } while (start < frame.positions.length);
}

/** An acknowledgement is cumulative, so a long one may simply be several. */
function* encodeAcknowledge(frame: Acknowledge): Generator<CollectRequest> {
  const count = Math.max(frame.positions.length, frame.complete.length, 1);
  for (let start = 0; start < count; start += PER_FRAME) {
    const positions = frame.positions.slice(start, start + PER_FRAME).map(encodePosition);
    const complete = frame.complete.slice(start, start + PER_FRAME).map(encodeSource);
    yield { acknowledge: { positions, complete } };
  }
}

function readCollectorFrames(): (message: CollectRequest__Output) => CollectorFrame | null {
  let following: FollowAssembly | null = null;

  const readings: Readings<CollectRequest__Output, CollectorFrame | null> = {
    greeting: () => greetedAlready('greeting'),
    proof: () => greetedAlready('proof'),
    follow: (part) => {
      following ??= assembleFollow(part);
      return following.add(part);
    },
    acknowledge: ({ positions, complete }) => {
      if (!following?.isWhole()) throw malformed('an Acknowledge before Follow');
      return { kind: 'acknowledge', positions: positions.map(decodePosition), complete: complete.map(decodeSource) };
    },
  };
  return (message) => readKind(message, readings, "a collector's frame");
}

interface FollowAssembly {
  /** Returns the whole Follow with its last part. */
  add(part: Follow__Output): Follow | null;
  isWhole(): boolean;
}

function assembleFollow(first: Follow__Output): FollowAssembly {
  const run = decodeRunRef(first.run);
  const trial = decodeTrialRef(first.trial);
  const positions: Position[] = [];
  let whole = false;

  return {
    add(part) {
      if (whole) throw malformed('a second Follow in one call');
      if (!isDeepStrictEqual([decodeRunRef(part.run), decodeTrialRef(part.trial)], [run, trial])) {
        throw malformed('a Follow of two trials');
      }
      for (const position of part.positions) positions.push(decodePosition(position));
      if (positions.length > POSITION_LIMIT) throw malformed(`expected at most ${POSITION_LIMIT} positions`);
      whole = !part.more;
      return whole ? { kind: 'follow', run, trial, positions } : null;
    },
    isWhole: () => whole,
  };
}
