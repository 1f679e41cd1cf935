import { type PlainStep, Secret, type Step } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { controlRequestCodec } from '../../src/codec/control-request.ts';
import type { ControlRequest, Policies } from '../../src/index.ts';
import { overTheWire } from '../support/over-the-wire.ts';
import { RUN, TRIAL } from '../support/test-player.ts';
import { wireBytes } from '../support/wire-bytes.ts';

const FRAME_LIMIT = 256 * 1024;
const policies: Policies = {
  leaseMs: 30_000,
  heartbeatMs: 5_000,
  stepTimeoutMs: 30_000,
  killGraceMs: 5_000,
  maxOutputBytes: 2 ** 30,
  stopSignal: 'SIGINT',
  capture: 'file',
  onDisconnect: 'reset',
  onFailure: 'continue',
  live: true,
};

describe('a trial', () => {
  it('of 40,000 steps arrives whole, in frames of at most 256 KiB', () => {
    const phase = steps(10_000, 'ifconfig ix0 up');
    const request = trialOf({ startup: phase, run: phase, collect: phase, reset: phase });
    const { frames, sizes } = overTheWire(controlRequestCodec, wireBytes.controlRequest, request);
    expect(frames).toEqual([request]);
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(FRAME_LIMIT);
  });

  it('may have steps of 120 KiB each, which come as they are', () => {
    const request = trialOf({ startup: steps(9, 'é'.repeat(60 * 1024)) });
    const { frames, sizes } = overTheWire(controlRequestCodec, wireBytes.controlRequest, request);
    expect(frames).toEqual([request]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(FRAME_LIMIT);
  });

  it('without any step is one frame', () => {
    const { frames, sizes } = overTheWire(controlRequestCodec, wireBytes.controlRequest, trialOf({}));
    expect(frames).toEqual([trialOf({})]);
    expect(sizes.length).toBe(1);
  });

  it.each([
    ['a command beyond 120 KiB', trialOf({ run: steps(1, 'x'.repeat(120 * 1024 + 1)) }), /at most 122880 bytes/],
    ['more than 10,000 steps in a phase', trialOf({ run: steps(10_001, 'true') }), /at most 10000 steps/],
    ['more than 64 MiB of commands', trialOf({ run: steps(600, 'x'.repeat(120 * 1024)) }), /at most 67108864 bytes/],
    ['steps out of order', trialOf({ run: steps(2, 'true').reverse() }), /step 1 of a trial is out of order/],
    [
      'no signal name',
      trialOf({}, { ...policies, stopSignal: 'kill -9' }),
      /expected the name of a signal, got "kill -9"/,
    ],
  ])('is refused with %s', (_what, request, message) => {
    expect(() => overTheWire(controlRequestCodec, wireBytes.controlRequest, request)).toThrow(
      expect.objectContaining({ code: 'protocol', message: expect.stringMatching(message) }),
    );
  });
});

describe('the frames of a trial', () => {
  const long = [...controlRequestCodec.encode(trialOf({ run: steps(10, 'x'.repeat(100_000)) }))];
  const receive = (messages: typeof long) => {
    const read = controlRequestCodec.reader();
    return messages.map((message) => {
      const { serialize, deserialize } = wireBytes.controlRequest;
      return read(deserialize(serialize(message)));
    });
  };

  it('are refused when one is missing', () => {
    expect(() => receive(long.toSpliced(1, 1))).toThrow(/a trial of 10 steps arrived with/);
  });

  it('are refused when another command comes between them', () => {
    const heartbeat = { run: RUN, heartbeat: { sequence: '1' } };
    expect(() => receive(long.toSpliced(1, 0, heartbeat))).toThrow(/heartbeat came before the trial was loaded/);
  });

  it('are refused when they speak of two runs', () => {
    const stranger = { ...long[1], run: { runId: 'another', epoch: 1 } };
    expect(() => receive(long.toSpliced(1, 1, stranger))).toThrow(/came before the trial was loaded/);
  });

  it('are refused when they speak of two trials', () => {
    const stranger = { ...long[1], loadTrial: { ...long[1]?.loadTrial, trial: { caseName: '', trial: 2 } } };
    expect(() => receive(long.toSpliced(1, 1, stranger))).toThrow(/trial 2 began before trial 1 was loaded/);
  });

  it('are refused without the policies, which come first', () => {
    expect(() => receive(long.slice(1))).toThrow(/expected the policies of a trial in its first frame/);
  });
});

function trialOf(
  phases: Partial<Record<'startup' | 'run' | 'collect' | 'reset', Step[]>>,
  rules = policies,
): ControlRequest {
  const all = { startup: [], run: [], collect: [], reset: [], ...phases };
  return { run: RUN, command: { kind: 'load-trial', trial: TRIAL, policies: rules, phases: all, secrets: [] } };
}

function steps(count: number, command: string): PlainStep[] {
  return Array.from({ length: count }, (_, place) => ({
    kind: 'step',
    index: place + 1,
    key: `step${place + 1}`,
    place: { file: 'dut1.cfg', line: place + 2 },
    mayFail: false,
    command,
  }));
}

describe('the secrets of a trial', () => {
  const delivered = (...secrets: readonly Secret[]): ControlRequest => {
    const phases = { startup: [], run: [], collect: [], reset: [] };
    return { run: RUN, command: { kind: 'load-trial', trial: TRIAL, policies, phases, secrets } };
  };
  const send = (request: ControlRequest) => overTheWire(controlRequestCodec, wireBytes.controlRequest, request);
  const long = Array.from({ length: 64 }, (_, at) => new Secret(`S${at}`, `${at}:`.padEnd(16 * 1024, 'x')));

  it('arrive as they are, 64 of 16 KiB in several frames', () => {
    const { frames, sizes } = send(delivered(...long));
    const [command] = frames.map((frame) => frame.command);
    const values = command?.kind === 'load-trial' ? command.secrets.map((secret) => secret.reveal()) : [];
    expect(values).toEqual(long.map((secret) => secret.reveal()));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(FRAME_LIMIT);
  });

  it.each([
    ['65 of them', [...long, new Secret('T', 'a-secret')], /at most 64 secrets/],
    [
      'one that is too short to be masked',
      [new Secret('A', 'short')],
      /the secret A cannot be taken: it is shorter than 6/,
    ],
    ['one that is longer than 16 KiB', [new Secret('A', 'x'.repeat(2 ** 14 + 1))], /it is longer than 16 KiB/],
    ['a NUL in one', [new Secret('A', 'hunter2\0')], /it has a NUL in it/],
    ['two of one name', [new Secret('A', 'hunter2'), new Secret('A', 'hunter3')], /the secret A came twice/],
    ['a name in small letters', [new Secret('a', 'hunter2')], /name of a secret in capitals/],
  ])('are refused with %s, and nothing of a value is said', (_what, secrets, message) => {
    expect(() => send(delivered(...secrets))).toThrow(
      expect.objectContaining({ code: 'protocol', message: expect.stringMatching(message) }),
    );
    expect(() => send(delivered(...secrets))).not.toThrow(/hunter|short"/);
  });
});
