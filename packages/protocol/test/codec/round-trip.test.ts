import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectorFrameCodec } from '../../src/codec/collector-frame.ts';
import { controlReplyCodec } from '../../src/codec/control-reply.ts';
import { controlRequestCodec } from '../../src/codec/control-request.ts';
import { decodeCondition, encodeCondition } from '../../src/codec/player-condition.ts';
import { resultsFrameCodec } from '../../src/codec/results-frame.ts';
import { collectorFrames, condition, controlReply, controlRequest, resultsFrame } from '../support/arbitraries.ts';
import { overTheWire } from '../support/over-the-wire.ts';
import { wireBytes } from '../support/wire-bytes.ts';

describe('every frame arrives as it was sent', () => {
  it('from a conductor', () => {
    fc.assert(
      fc.property(fc.array(controlRequest, { maxLength: 3 }), (frames) => {
        expect(overTheWire(controlRequestCodec, wireBytes.controlRequest, ...frames).frames).toEqual(frames);
      }),
      { numRuns: 300 },
    );
  });

  it('from a player to its conductor', () => {
    fc.assert(
      fc.property(controlReply, (reply) => {
        expect(overTheWire(controlReplyCodec, wireBytes.controlReply, reply).frames).toEqual([reply]);
      }),
      { numRuns: 500 },
    );
  });

  it('with what the player is at, in its welcome', () => {
    fc.assert(
      fc.property(condition, (told) => {
        const { serialize, deserialize } = wireBytes.controlReply;
        const { welcome } = deserialize(serialize({ welcome: { condition: encodeCondition(told) } }));
        expect(decodeCondition(welcome?.condition)).toEqual(told);
      }),
      { numRuns: 200 },
    );
  });

  it('from a collector', () => {
    fc.assert(
      fc.property(collectorFrames.follow, fc.array(collectorFrames.acknowledge, { maxLength: 3 }), (first, rest) => {
        const frames = [first, ...rest];
        expect(overTheWire(collectorFrameCodec, wireBytes.collectorFrame, ...frames).frames).toEqual(frames);
      }),
      { numRuns: 200 },
    );
  });

  it('from a player to its collector', () => {
    fc.assert(
      fc.property(resultsFrame, (frame) => {
        expect(overTheWire(resultsFrameCodec, wireBytes.resultsFrame, frame).frames).toEqual([frame]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any bytes at all', () => {
  const readers = [
    ['a conductor', controlRequestCodec, wireBytes.controlRequest],
    ['a player on control', controlReplyCodec, wireBytes.controlReply],
    ['a collector', collectorFrameCodec, wireBytes.collectorFrame],
    ['a player on results', resultsFrameCodec, wireBytes.resultsFrame],
  ] as const;

  it.each(readers)('from %s are a frame or an error that says what is wrong', (_who, codec, { deserialize }) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let message: ReturnType<typeof deserialize>;
        try {
          message = deserialize(Buffer.from(bytes));
        } catch {
          return; // No protobuf: the library answers for that.
        }
        try {
          (codec.reader() as (message: unknown) => unknown)(message);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ConductorError', message: expect.stringMatching(/./) });
        }
      }),
      { numRuns: 500 },
    );
  });
});
