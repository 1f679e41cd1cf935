import { ConductorError } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut } from './cut.ts';
import { interruptedAt, live } from './world.ts';

const LONG_RUN = { stepsMs: { startup: 100, run: 60_000, collect: 100, reset: 100 } };
const WHOLE = ['startup', 'run', 'collect', 'reset'].flatMap((phase) => [`began ${phase}`, `ended ${phase}`]);

function cut(fromMs: number, toMs: number, how: Partial<Cut> = {}): Cut {
  return { player: 'dut', fromMs, toMs, ...how };
}

describe('a cable that is pulled for less than the lease', () => {
  it.each<[string, Cut]>([
    ['in Run, noticed by the heartbeats', cut(10_000, 33_000)],
    ['in Run, and told at once', cut(10_000, 33_000, { isTold: true })],
    ['in one direction: we do not hear it', cut(10_000, 33_000, { lost: 'to conductor' })],
    ['in one direction: it does not hear us', cut(10_000, 33_000, { lost: 'to player' })],
    ['while its Run ends', cut(59_000, 80_000)],
    ['in the first barrier, and longer than it', cut(3, 25_000)],
    ['when it is given back', cut(60_430, 69_000, { isTold: true })],
  ])('%s: nothing is lost, and nothing done twice', (_, one) => {
    const chronicle = live({ players: { dut: LONG_RUN, sink: {} }, cuts: [one] });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.recorded('player-lost')).toEqual([]);
    expect(chronicle.players.get('dut')?.diary).toEqual(WHOLE);
    expect(chronicle.recorded('problem')).toEqual([]);
  });

  it('is told twice: when it was cut, with why, and when it was back, with how long', () => {
    const chronicle = live({ players: { dut: LONG_RUN }, cuts: [cut(10_000, 13_000, { isTold: true })] });
    expect(chronicle.recorded('player-cut')).toEqual([
      { kind: 'player-cut', player: 'dut', cause: 'the cable was pulled' },
    ]);
    const [rejoined] = chronicle.recorded('player-rejoined');
    expect(rejoined?.cutMs).toBeGreaterThanOrEqual(3_000);
    expect(rejoined?.cutMs).toBeLessThan(4_100);
  });

  it('again and again, is dialled again each time', () => {
    const cuts = Array.from({ length: 40 }, (_, at) => cut(5_000 + 400 * at, 5_200 + 400 * at, { isTold: true }));
    const chronicle = live({ players: { dut: LONG_RUN }, cuts });
    expect(chronicle.players.get('dut')?.diary).toEqual(WHOLE);
  });

  it('keeps a stop until the player hears it', () => {
    const strokes = [interruptedAt(12_000)];
    const chronicle = live({ players: { dut: LONG_RUN }, cuts: [cut(10_000, 30_000)], strokes });
    expect(chronicle.ending).toEqual({ kind: 'interrupted', signal: 'SIGINT' });
    expect(chronicle.players.get('dut')?.diary).toEqual(WHOLE);
    expect(chronicle.endMs).toBeLessThan(40_000);
  });
});

it('a player that lets us in again whenever we dial, and answers no heartbeat, is lost when its lease is over', () => {
  const chronicle = live({ players: { dut: { ...LONG_RUN, ignores: 'heartbeat' } } });
  expect(chronicle.recorded('player-rejoined').length).toBeGreaterThan(0);
  expect(chronicle.recorded('player-lost')).toMatchObject([
    { player: 'dut', cause: expect.stringContaining('its lease of 30 s is over') },
  ]);
  expect(chronicle.endMs).toBeLessThan(120_000);
});

it('cables that are pulled again and again, each time for less than the lease, lose nothing', () => {
  const cuts = fc
    .array(
      fc.record({
        pauseMs: fc.integer({ min: 100, max: 20_000 }),
        lastingMs: fc.integer({ min: 1, max: 10_000 }),
        lost: fc.constantFrom(undefined, 'to player' as const, 'to conductor' as const),
        isTold: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    .map((list) => {
      let atMs = 10;
      return list.map(({ pauseMs, lastingMs, lost, isTold }) => {
        const fromMs = atMs + pauseMs;
        // Long enough for three heartbeats to be missed, and for a new connection.
        atMs = fromMs + lastingMs + 25_000;
        return cut(fromMs, fromMs + lastingMs, { isTold, ...(lost ? { lost } : {}) });
      });
    });
  fc.assert(
    fc.property(cuts, (all) => {
      const endless = { stepsMs: { ...LONG_RUN.stepsMs, run: 300_000 } };
      const chronicle = live({ players: { dut: endless, sink: {} }, cuts: all });
      expect(chronicle.recorded('player-lost')).toEqual([]);
      expect(chronicle.ending).toEqual({ kind: 'completed' });
      expect(chronicle.players.get('dut')?.diary).toEqual(WHOLE);
    }),
    { numRuns: 500 },
  );
});

describe('a cable that is pulled for longer than the lease', () => {
  it('loses the player; it resets by itself, which its journal tells when the cable is back', () => {
    const chronicle = live({ players: { dut: LONG_RUN, sink: LONG_RUN }, cuts: [cut(10_000, 60_000)] });
    expect(chronicle.recorded('player-lost')).toMatchObject([{ player: 'dut', cause: /lease of 30 s is over/ }]);
    expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('reset by itself');
    expect(chronicle.players.get('sink')?.diary).toEqual(WHOLE);
    expect(chronicle.recorded('reset-settled')).toMatchObject([{ state: 'paid' }, { state: 'paid' }]);
    expect(chronicle.endMs).toBeLessThan(62_000);
  });

  it('and never comes back: its Reset is unconfirmed when it must be over', () => {
    const chronicle = live({ players: { dut: LONG_RUN }, cuts: [cut(10_000, Number.POSITIVE_INFINITY)] });
    expect(chronicle.recorded('reset-settled')).toMatchObject([{ state: 'unconfirmed' }]);
    expect(chronicle.endMs).toBeLessThan(120_000);
  });

  it('is not waited for after Ctrl-C', () => {
    const never = cut(10_000, Number.POSITIVE_INFINITY);
    const chronicle = live({ players: { dut: LONG_RUN }, cuts: [never], strokes: [interruptedAt(50_000)] });
    expect(chronicle.endMs).toBeLessThan(50_100);
  });

  it('of who is not who it was, is a loss at once', () => {
    const error = new ConductorError('identity', 'dut is not who it was');
    const failed = { atMs: 12_000, event: { kind: 'dial-failed', player: 'dut', call: 5, error } } as const;
    const cuts = [cut(10_000, 20_000, { isTold: true })];
    const chronicle = live({ players: { dut: LONG_RUN }, cuts, strokes: [failed] });
    expect(chronicle.recorded('player-lost')).toMatchObject([{ cause: 'dut is not who it was' }]);
  });
});
