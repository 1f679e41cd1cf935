import { describe, expect, it } from 'vitest';
import { live, whole } from './course/world.ts';

const LONG_RUN = { stepsMs: { startup: 100, run: 60_000, collect: 100, reset: 100 } };
const PAID = {
  seq: 9,
  time: '2026-11-23T23:15:00.000Z',
  monotonicNs: '9',
  kind: 'trial-closed',
  reset: 'paid',
} as const;

describe('a lost player', () => {
  it('is named with phase and cause; the others are stopped, collected and reset', () => {
    const chronicle = live({ players: { dut: LONG_RUN, sink: { diesAt: 'end-phase startup' } }, trials: 3 });
    expect(chronicle.recorded('player-lost')).toMatchObject([
      { player: 'sink', phase: 'startup', cause: /sink is gone/ },
    ]);
    expect(chronicle.sentTo('dut').slice(5)).toEqual([
      'stop-trial',
      ...whole('collect'),
      ...whole('reset'),
      'close-trial',
      'release-player',
    ]);
    expect(chronicle.recorded('trial-started')).toHaveLength(1);
    expect(chronicle.recorded('reset-settled')).toMatchObject([{ state: 'paid' }, { state: 'unconfirmed' }]);
  });

  it('that vanishes before any gate is open keeps all from starting', () => {
    const chronicle = live({ players: { dut: {}, sink: { diesAt: 'arm-phase startup' } } });
    expect(chronicle.players.get('dut')?.diary).toEqual([]);
    expect(chronicle.recorded('reset-settled')).toMatchObject([{ state: 'not-owed' }, { state: 'not-owed' }]);
  });

  it('that hangs in Run is given up when its lease is over, and its Reset is waited for as long as it may take', () => {
    const forever = { stepsMs: { startup: 100, run: null, collect: 100, reset: 100 } };
    const chronicle = live({ players: { dut: LONG_RUN, sink: { ...forever, hangsAtMs: 10_000 } } });
    expect(chronicle.recorded('player-lost')).toMatchObject([
      {
        player: 'sink',
        phase: 'run',
        cause: /answered no heartbeat for 15 s; it has answered nothing for 30.0 s, and its lease of 30 s is over/,
      },
    ]);
    expect(chronicle.recorded('player-awaited').at(-1)).toMatchObject({
      player: 'sink',
      reason: expect.stringMatching(
        /^its journal, which tells when it reset by itself: at most \d+ s; Ctrl-C does not wait$/,
      ),
    });
    expect(chronicle.recorded('reset-settled').at(-1)).toMatchObject({ player: 'sink', state: 'unconfirmed' });
    expect(chronicle.endMs).toBeLessThan(120_000);
  });

  it('whose journal has told of its Reset is waited for because of its results only', () => {
    const forever = { stepsMs: { startup: 100, run: null, collect: 100, reset: 100 } };
    const chronicle = live({
      players: { dut: LONG_RUN, sink: { ...forever, hangsAtMs: 10_000 } },
      strokes: [{ atMs: 12_000, event: { kind: 'journal-pulled', player: 'sink', record: PAID } }],
    });
    expect(chronicle.recorded('player-awaited').at(-1)).toMatchObject({
      player: 'sink',
      reason: expect.stringMatching(/^the rest of its results \(Reset: paid\): at most \d+ s; Ctrl-C does not wait$/),
    });
    expect(chronicle.recorded('reset-settled').at(-1)).toMatchObject({ player: 'sink', state: 'paid' });
  });

  it.each(['load-trial', 'arm-phase run', 'start-phase startup', 'end-phase collect'])(
    'that answers heartbeats but not %s is named at the barrier',
    (ignores) => {
      const chronicle = live({ players: { dut: {}, sink: { ignores } } });
      expect(chronicle.recorded('problem')[0]?.text).toMatch(
        /^waiting for .* from: sink \(10\.0\.0\.5:6971\); nothing/,
      );
      expect(chronicle.recorded('player-awaited').at(0)).toMatchObject({ player: 'sink' });
      expect(chronicle.ending.kind).toBe('completed');
      expect(chronicle.endMs).toBeLessThan(55_000);
    },
  );

  it('that neither ends its Startup nor dies is given up when its steps must be over', () => {
    const chronicle = live({ players: { dut: { stepsMs: { startup: null, run: 1, collect: 1, reset: 1 } } } });
    expect(chronicle.recorded('player-lost')).toMatchObject([{ player: 'dut', phase: 'startup' }]);
    expect(chronicle.endMs).toBeGreaterThan(30_000);
    expect(chronicle.endMs).toBeLessThan(90_000);
  });
});
