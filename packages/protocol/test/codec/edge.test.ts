import { describe, expect, it } from 'vitest';
import { collectorFrameCodec } from '../../src/codec/collector-frame.ts';
import { controlReplyCodec } from '../../src/codec/control-reply.ts';
import { controlRequestCodec } from '../../src/codec/control-request.ts';
import { decodeHostFacts, encodeHostFacts } from '../../src/codec/host-facts.ts';
import { resultsFrameCodec } from '../../src/codec/results-frame.ts';
import type { CollectorFrame, ResultsFrame } from '../../src/index.ts';
import { overTheWire } from '../support/over-the-wire.ts';
import { FACTS, RUN, TRIAL } from '../support/test-player.ts';
import { wireBytes } from '../support/wire-bytes.ts';

const run = { runId: RUN.runId, epoch: RUN.epoch };

describe('a command is refused', () => {
  it.each([
    ['of a kind that only a newer conductor knows', { run }, /a command of no kind that we know/],
    ['without its run', { heartbeat: { sequence: '1' } }, /expected the run that the frame belongs to, got none/],
    ['in the name of epoch 0', { run: { ...run, epoch: 0 }, heartbeat: {} }, /expected an epoch from 1, got 0/],
    ['whose run id would be a path', { run: { ...run, runId: '../../etc' }, heartbeat: {} }, /a run id of letters/],
    ['whose phase is not said', { run, armPhase: {} }, /expected a phase, got PHASE_UNSPECIFIED/],
    ['whose phase only a newer conductor knows', { run, armPhase: { phase: 9 as never } }, /expected a phase, got 9/],
    ['that greets again', { run, greeting: {} }, /a greeting after the greeting was over/],
    ['that proves again', { run, proof: {} }, /a proof after the greeting was over/],
    ['beyond 2^53', { run, heartbeat: { sequence: '9007199254740993' } }, /a number up to 2\^53/],
  ])('%s', (_what, message, error) => {
    const { serialize, deserialize } = wireBytes.controlRequest;
    expect(() => controlRequestCodec.reader()(deserialize(serialize(message)))).toThrow(error);
  });
});

it('what is not a whole number of 32 bits is refused before it is wrapped on the wire', () => {
  for (const failedCount of [-1, 1.5, 2 ** 32, Number.NaN]) {
    const reply = { kind: 'steps-done', phase: 'run', failedCount } as const;
    expect(() => [...controlReplyCodec.encode(reply)]).toThrow(/expected a whole number/);
  }
});

it('a sentence from a player cannot command a terminal', () => {
  const refused = { reason: 'REFUSAL_REASON_BUSY', message: 'red \u001b[31m\r\nGET \u202e' } as const;
  const { serialize, deserialize } = wireBytes.controlReply;
  const reply = controlReplyCodec.reader()(deserialize(serialize({ refused })));
  expect(reply).toMatchObject({ message: 'red \\e[31m\\r\\nGET \\u202e' });
});

describe('results', () => {
  const journal = { kind: 'journal', segment: 1 } as const;

  it.each([0, 256 * 1024 + 1])('in a chunk of %d bytes are refused on both sides', (size) => {
    const chunk: ResultsFrame = { kind: 'chunk', source: journal, offset: 0, data: Buffer.alloc(size) };
    expect(() => [...resultsFrameCodec.encode(chunk)]).toThrow(/expected a chunk of 1 to 262144 bytes/);
    const { serialize, deserialize } = wireBytes.resultsFrame;
    const message = deserialize(
      serialize({ chunk: { source: { journal: { segment: 1 } }, offset: '0', data: chunk.data } }),
    );
    expect(() => resultsFrameCodec.reader()(message)).toThrow(/expected a chunk of 1 to 262144 bytes/);
  });

  it.each([
    [
      'the end of a journal',
      { sourceEnd: { source: { journal: { segment: 1 } }, sha256: Buffer.alloc(32) } },
      /end of a journal/,
    ],
    ['a checksum of another length', { sourceEnd: { source: file(), sha256: Buffer.alloc(20) } }, /32 bytes, got 20/],
    ['no checksum and no failure', { sourceEnd: { source: file() } }, /32 bytes, got 0/],
    [
      'segment 0',
      { chunk: { source: { journal: {} }, offset: '0', data: Buffer.alloc(1) } },
      /segment of a journal from 1/,
    ],
    ['file 0', { sourceEnd: { source: file(0), sha256: Buffer.alloc(32) } }, /number of a file from 1/],
    ['a chunk of nothing', { chunk: { offset: '0', data: Buffer.from('x') } }, /expected a source, got none/],
    ['a refusal', { refused: { reason: 'REFUSAL_REASON_FENCED', message: 'epoch 3 holds it' } }, /epoch 3 holds it/],
  ] as const)('with %s are refused', (_what, response, error) => {
    const { serialize, deserialize } = wireBytes.resultsFrame;
    expect(() => resultsFrameCodec.reader()(deserialize(serialize(response)))).toThrow(error);
  });

  it('of 20,000 sources are followed and acknowledged in frames of at most 256 KiB', () => {
    const positions = Array.from({ length: 20_000 }, (_, place) => ({
      source: { kind: 'file', step: { phase: 'collect', index: 10_000, attempt: 1 }, file: place + 1 } as const,
      offset: Number.MAX_SAFE_INTEGER,
    }));
    const follow: CollectorFrame = { kind: 'follow', run: RUN, trial: TRIAL, positions };
    const acknowledge: CollectorFrame = {
      kind: 'acknowledge',
      positions,
      complete: positions.map((one) => one.source),
    };
    const { frames, sizes } = overTheWire(collectorFrameCodec, wireBytes.collectorFrame, follow, acknowledge);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
    expect(frames[0]).toEqual(follow);
    expect(frames.slice(1).flatMap((frame) => (frame.kind === 'acknowledge' ? frame.positions : []))).toEqual(
      positions,
    );
  });

  it('are followed once, and acknowledged only then', () => {
    const follow: CollectorFrame = { kind: 'follow', run: RUN, trial: TRIAL, positions: [] };
    const acknowledge: CollectorFrame = { kind: 'acknowledge', positions: [], complete: [] };
    const through = (...frames: CollectorFrame[]) =>
      overTheWire(collectorFrameCodec, wireBytes.collectorFrame, ...frames);
    expect(() => through(follow, follow)).toThrow(/a second Follow/);
    expect(() => through(acknowledge)).toThrow(/an Acknowledge before Follow/);
  });
});

it('facts of a host arrive as they were sent, and not without bound', () => {
  const decode = (facts: typeof FACTS) => {
    const { serialize, deserialize } = wireBytes.controlReply;
    return decodeHostFacts(deserialize(serialize({ welcome: { facts: encodeHostFacts(facts) } })).welcome?.facts);
  };
  expect(decode(FACTS)).toEqual(FACTS);
  expect(() => decode({ ...FACTS, hostname: 'x'.repeat(2000) })).toThrow(/at most 1024 characters/);
  expect(() => decodeHostFacts(null)).toThrow(/expected facts about the host/);
});

function file(number = 1) {
  return { file: { step: { phase: 'PHASE_COLLECT', index: 1, attempt: 1 }, file: number } } as const;
}
