import { ConductorError } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { type Chronicle, live } from './world.ts';

const SENTENCE = 'player "dut" at 10.0.0.5:6970: it was revoked by ann@bench at 2026-11-26T14:00:00.000Z';
const AT_MS = 20_000;

/** A run of a minute in which one player is trusted no more after 20 seconds. */
function revoked(code: 'identity' | 'lost' = 'identity'): Chronicle {
  const error = new ConductorError(code, SENTENCE);
  const long = { stepsMs: { startup: 100, run: 60_000, collect: 100, reset: 100 } };
  const strokes = [{ atMs: AT_MS, event: { kind: 'connection-lost', player: 'dut', call: 1, error } as const }];
  return live({ players: { dut: long, sink: long }, strokes });
}

describe('a player that is trusted no more during a run', () => {
  it('is lost at once, with why, and not dialled again', () => {
    const chronicle = revoked();
    expect(chronicle.recorded('player-lost')).toMatchObject([{ player: 'dut', phase: 'run' }]);
    expect(chronicle.recorded('player-lost')[0]?.cause).toContain(SENTENCE);
    expect(chronicle.recorded('player-cut')).toEqual([]);
    const dials = chronicle.effects.filter(({ effect }) => effect.kind === 'dial' && effect.player === 'dut');
    expect(dials).toHaveLength(1);
  });

  it('ends the run: the others are stopped, collected, reset and given back', () => {
    const chronicle = revoked();
    expect(chronicle.sentTo('sink')).toEqual(
      expect.arrayContaining(['stop-trial', 'arm-phase collect', 'arm-phase reset', 'release-player']),
    );
    expect(chronicle.ending).toMatchObject({ kind: 'distrusted', error: { code: 'identity' } });
  });

  it('that was only cut off is dialled again, and the run goes on', () => {
    expect(revoked('lost').ending).toEqual({ kind: 'completed' });
  });
});
