import { ConductorError } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { interruptedAt, isSent, live } from './course/world.ts';

/** An attempt to dial that fails for good. */
function refusedAt(atMs: number, player: string, code: 'identity' | 'version') {
  const error = new ConductorError(code, `${player} is not who it must be`);
  return { atMs, event: { kind: 'dial-failed', player, call: 1, error } } as const;
}

/** A connection, by its number, that breaks. */
function brokenAt(atMs: number, player: string, call: number) {
  const error = new ConductorError('lost', `${player} is gone`);
  return { atMs, event: { kind: 'connection-lost', player, call, error } } as const;
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
    // Counted from when the last was reached.
    expect(chronicle.endMs).toBe(3_001);
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
          'sink (10.0.0.5:6971) is held by run 20261123T231500Z-k3f9 of ann@lab (pid 4711), since 1970-01-01T00:00:00.000Z; --wait-free 30m waits for it',
      },
    });
    expect(chronicle.sentTo('dut')).toEqual(['claim-player', 'release-player']);
    expect(chronicle.recorded('trial-started')).toEqual([]);
  });

  it('that are ending are said to be so, and not to be held', () => {
    const chronicle = live({ players: { dut: {}, sink: { endingClaims: 1 } } });
    const message = 'sink (10.0.0.5:6971) refused: this player is ending (SIGTERM); start it again when it has ended';
    expect(chronicle.ending).toMatchObject({ kind: 'not-started', error: { code: 'unreachable', message } });
    expect(chronicle.sentTo('dut')).toEqual(['claim-player', 'release-player']);
  });

  it('that could not pay the Reset of another run are not measured on, and it is said what to do', () => {
    const players = { dut: {}, sink: { owedRun: '20261123T231500Z-k3f9' } };
    const chronicle = live({ players, waitFreeMs: 60_000 });
    expect(chronicle.ending).toMatchObject({ kind: 'not-started', error: { code: 'fenced' } });
    const [problem] = chronicle.recorded('problem');
    expect(problem?.text).toContain('owes the Reset of run 20261123T231500Z-k3f9 and could not pay it');
    expect(problem?.text).toContain('player spool --remove 20261123T231500Z-k3f9 --settled');
    expect(chronicle.sentTo('sink')).toEqual([]);
    expect(live({ players, phases: ['reset'] }).ending).toEqual({ kind: 'completed' });
  });

  it('that do not answer the claim are given up', () => {
    const chronicle = live({ players: { dut: {}, sink: { ignores: 'claim-player' } } });
    expect(chronicle.ending).toMatchObject({ kind: 'not-started', error: { code: 'lost' } });
    expect(chronicle.players.get('dut')?.isFree).toBe(true);
  });

  it.each<[string, number]>([
    ['while others are waited for', 3_000],
    ['while the claim is under way', 7_000.5],
  ])('whose connection breaks before they are ours are dialled again: %s', (_, atMs) => {
    const chronicle = live({ players: { dut: {}, sink: { listensAtMs: 7_000 } }, strokes: [brokenAt(atMs, 'dut', 1)] });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.recorded('player-lost')).toEqual([]);
    expect(chronicle.sentTo('dut').filter((command) => command === 'load-trial')).toHaveLength(1);
  });

  it('whose connections break one after the other are given up', () => {
    const strokes = [1, 2, 3, 4].map((call) => brokenAt(1_000 * call, 'dut', call));
    const chronicle = live({ players: { dut: {}, sink: { listensAtMs: 7_000 } }, strokes });
    expect(chronicle.ending).toMatchObject({ kind: 'not-started', error: { code: 'lost' } });
  });

  it('claimed when Ctrl-C comes are given back', () => {
    const chronicle = live({ players: { dut: {}, sink: { latencyMs: 5_000 } }, strokes: [interruptedAt(1_000)] });
    expect(chronicle.ending).toEqual({ kind: 'interrupted', signal: 'SIGINT' });
    expect(chronicle.sentTo('dut')).toEqual(['claim-player', 'release-player']);
  });
});

describe('players that are held by another run', () => {
  const waitFreeMs = 1_800_000;

  it('are waited for, with pauses that grow, and nothing of ours is held meanwhile', () => {
    const chronicle = live({ players: { dut: {}, sink: { busyClaims: 4 } }, waitFreeMs });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    const meanwhile = Array.from({ length: 4 }, () => ['claim-player', 'release-player']).flat();
    expect(chronicle.sentTo('dut').slice(0, 10)).toEqual([...meanwhile, 'claim-player', 'load-trial']);
    const claims = chronicle.effects.flatMap(({ atMs, effect }) =>
      isSent(effect, 'claim-player') && 'player' in effect && effect.player === 'sink' ? [Math.floor(atMs / 1000)] : [],
    );
    expect(claims).toEqual([0, 1, 3, 6, 10]);
    expect(chronicle.recorded('player-greeted')).toHaveLength(2);
  });

  it('are waited for also while they are ending, since somebody may start them again', () => {
    const chronicle = live({ players: { dut: {}, sink: { endingClaims: 2 } }, waitFreeMs });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.recorded('player-awaited')[0]?.reason).toContain('this player is ending (SIGTERM)');
  });

  it('are named with their holder once, and again each minute', () => {
    const chronicle = live({ players: { dut: { isBusy: true } }, waitFreeMs: 150_000 });
    expect(chronicle.recorded('player-awaited')).toHaveLength(3);
    expect(chronicle.recorded('player-awaited')[0]?.reason).toMatch(/is held by run 20261123T231500Z-k3f9 of ann@lab/);
    expect(chronicle.ending).toMatchObject({ kind: 'not-started', error: { code: 'busy' } });
    expect(chronicle.endMs).toBeGreaterThanOrEqual(150_000);
    expect(chronicle.endMs).toBeLessThan(151_000);
  });

  it('are claimed in one order by everybody, so that two runs cannot wait for each other', () => {
    const chronicle = live({ players: { zoe: { busyClaims: 1 }, ann: {} }, waitFreeMs });
    expect(chronicle.sentTo('ann')[0]).toBe('claim-player');
    expect(chronicle.sentTo('ann').slice(0, 2)).toEqual(['claim-player', 'load-trial']);
  });

  it('are waited for until Ctrl-C', () => {
    const chronicle = live({ players: { dut: { isBusy: true } }, waitFreeMs, strokes: [interruptedAt(12_345)] });
    expect(chronicle.ending).toEqual({ kind: 'interrupted', signal: 'SIGINT' });
    expect(chronicle.endMs).toBe(12_345);
  });
});
