import { ConductorError } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { interruptedAt, isSent, live } from './course/world.ts';

/** An attempt to dial that fails for good. */
function refusedAt(atMs: number, player: string, code: 'identity' | 'version') {
  const error = new ConductorError(code, `${player} is not who it must be`);
  return { atMs, event: { kind: 'dial-failed', player, error } } as const;
}

describe('players', () => {
  it('may be started after the conductor, which says whom it waits for, once', () => {
    const chronicle = live({ players: { dut: { listensAtMs: 7_000 }, sink: {} } });
    expect(chronicle.ending.kind).toBe('completed');
    expect(chronicle.recorded('player-awaited')).toEqual([
      { kind: 'player-awaited', player: 'dut', reason: 'dut is not there' },
    ]);
    expect(chronicle.recorded('player-greeted')[0]?.player).toBe('sink');
  });

  it('are all claimed before any is loaded', () => {
    const { effects } = live({ players: { dut: {}, slow: { latencyMs: 800 } } });
    const claims = effects.filter(({ effect }) => isSent(effect, 'claim-player'));
    const [load] = effects.filter(({ effect }) => isSent(effect, 'load-trial'));
    expect(claims).toHaveLength(2);
    expect(load?.atMs).toBeGreaterThan(800);
  });

  it('that never listen are named together when patience is over', () => {
    const absent = { listensAtMs: Number.POSITIVE_INFINITY };
    const chronicle = live({ players: { dut: absent, sink: {}, source: absent }, waitPlayersMs: 3_000 });
    expect(chronicle.ending).toMatchObject({ kind: 'not-started', error: { code: 'unreachable' } });
    expect(chronicle.ending).toMatchObject({
      error: { message: expect.stringContaining('dut is not there (waited 3 s)') },
    });
    expect(chronicle.ending).toMatchObject({ error: { message: expect.stringContaining('source is not there') } });
    expect(chronicle.endMs).toBe(3_000);
    expect(chronicle.sentTo('sink')).toEqual([]);
  });

  it('are tried once with no patience at all', () => {
    const chronicle = live({ players: { dut: { listensAtMs: 1 } }, waitPlayersMs: 0 });
    expect(chronicle.ending).toMatchObject({ error: { code: 'unreachable' } });
    expect(chronicle.endMs).toBe(1);
  });

  it('that are not who they must be end it at once', () => {
    const absent = { listensAtMs: Number.POSITIVE_INFINITY };
    const chronicle = live({ players: { dut: absent, sink: absent }, strokes: [refusedAt(100, 'dut', 'identity')] });
    expect(chronicle.ending).toMatchObject({ error: { code: 'identity', message: 'dut is not who it must be' } });
    expect(chronicle.endMs).toBe(100);
  });

  it('held by another run are named with holder and time, and the others are given back', () => {
    const chronicle = live({ players: { dut: {}, sink: { isBusy: true } } });
    expect(chronicle.ending).toMatchObject({
      error: {
        code: 'busy',
        message:
          'sink (10.0.0.5:6971) is held by run 20261123T231500Z-k3f9 of ann@lab (pid 4711), since 1970-01-01T00:00:00.000Z',
      },
    });
    expect(chronicle.sentTo('dut')).toEqual(['claim-player', 'release-player']);
    expect(chronicle.recorded('trial-started')).toEqual([]);
  });

  it('that do not answer the claim are given up', () => {
    const chronicle = live({ players: { dut: {}, sink: { ignores: 'claim-player' } } });
    expect(chronicle.ending).toMatchObject({ kind: 'not-started', error: { code: 'lost' } });
    expect(chronicle.players.get('dut')?.isFree).toBe(true);
  });

  it('claimed when Ctrl-C comes are given back', () => {
    const chronicle = live({ players: { dut: {}, sink: { latencyMs: 5_000 } }, strokes: [interruptedAt(1_000)] });
    expect(chronicle.ending).toEqual({ kind: 'interrupted', signal: 'SIGINT' });
    expect(chronicle.sentTo('dut')).toEqual(['claim-player', 'release-player']);
  });
});
