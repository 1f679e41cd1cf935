import { describe, expect, it } from 'vitest';
import type { Habits } from '../model-habits.ts';
import { type Chronicle, isSent, live } from './world.ts';

/** So many players, each with habits by its place from 1. */
function crowd(count: number, habitsOf: (place: number) => Partial<Habits>): Record<string, Partial<Habits>> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at + 1}`, habitsOf(at + 1)]));
}

function lostAtMs({ effects }: Chronicle): readonly number[] {
  return effects.flatMap(({ atMs, effect }) =>
    effect.kind === 'record' && effect.event.kind === 'player-lost' ? [atMs] : [],
  );
}

describe('a crowd of players on a busy machine', () => {
  it('is waited for as long as one after the other loads, however long all of them take together', () => {
    const chronicle = live({ players: crowd(60, (place) => ({ loadsMs: 1_000 * place })) });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.recorded('problem')).toEqual([]);
    expect(chronicle.recorded('player-lost')).toEqual([]);
  });

  it('is waited for as long as one after the other is claimed', () => {
    const chronicle = live({ players: crowd(4, (place) => ({ latencyMs: 3_500 * place })) });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
  });

  it('does not hide who never comes: that one is lost when for the time of a barrier nobody has come', () => {
    const players = { ...crowd(8, (place) => ({ loadsMs: 4_000 * place })), stuck: { ignores: 'load-trial' } };
    const chronicle = live({ players });
    expect(chronicle.recorded('player-lost')).toMatchObject([
      { player: 'stuck', cause: expect.stringContaining('it did not say trial-loaded') },
    ]);
    const [lostMs = 0] = lostAtMs(chronicle);
    expect(lostMs).toBeGreaterThanOrEqual(32_000 + 10_000);
    // Its heartbeats tell that its time is over.
    expect(lostMs).toBeLessThan(32_000 + 10_000 + 6_000);
  });

  it('brings its results home one after the other, for longer than a lease', () => {
    const chronicle = live({ players: crowd(12, (place) => ({ holdsMs: 5_000 * place })) });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
  });

  it('is dialled a few at a time, and each of it has its turn, also with no patience for who does not listen', () => {
    const chronicle = live({ players: crowd(100, () => ({})), waitPlayersMs: 0 });
    const dials = chronicle.effects.filter(({ effect }) => effect.kind === 'dial');
    expect(dials).toHaveLength(100);
    expect(dials.filter(({ atMs }) => atMs === 0)).toHaveLength(32);
    expect(chronicle.effects.filter(({ effect }) => isSent(effect, 'load-trial'))).toHaveLength(100);
  });

  it('whose cables are all pulled at once is dialled again a few at a time, and all of it is there before its leases are over', () => {
    const players = crowd(100, () => ({ stepsMs: { startup: 100, run: 60_000, collect: 100, reset: 100 } }));
    const cuts = Object.keys(players).map((player) => ({ player, fromMs: 10_000, toMs: 29_000 }));
    const chronicle = live({ players, cuts });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.recorded('player-lost')).toEqual([]);
    expect(chronicle.recorded('player-rejoined')).toHaveLength(100);
    expect(mostDialled(chronicle)).toBe(32);
  });
});

/** To how many players an attempt was under way at once. */
function mostDialled({ effects }: Chronicle): number {
  const dialled = new Set<string>();
  let most = 0;
  for (const { effect } of effects) {
    if (!('player' in effect)) continue;
    if (effect.kind === 'dial') dialled.add(effect.player);
    // Given up, or answered: for the first time its clock is read, then it is asked to go on.
    else if (effect.kind === 'hang-up' || effect.kind === 'read-clock' || isSent(effect, 'claim-player')) {
      dialled.delete(effect.player);
    }
    most = Math.max(most, dialled.size);
  }
  return most;
}
