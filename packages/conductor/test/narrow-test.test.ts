import { DEFAULT_SETTINGS, type Test } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { narrowTest } from '../src/narrow-test.ts';
import { planOf } from './facts.ts';

const NAMES = ['source', 'DUT', 'sink'];
const TEST: Test = {
  name: 'test',
  file: 'test.cfg',
  trials: 2,
  settings: DEFAULT_SETTINGS,
  players: NAMES.map((name, at) => planOf(name, '10.0.0.5', 6970 + at)),
};

describe('a test that is narrowed by the command line', () => {
  it('is itself when nothing is said', () => {
    expect(narrowTest(TEST, { players: null, trials: null })).toEqual(TEST);
  });

  it('has only these players, in file order, whatever the case of their names', () => {
    const { players } = narrowTest(TEST, { players: ['SINK', 'dut', 'sink'], trials: null });
    expect(players.map(({ name }) => name)).toEqual(['DUT', 'sink']);
  });

  it('has so many trials', () => {
    expect(narrowTest(TEST, { players: null, trials: 7 }).trials).toBe(7);
  });

  it('names a player that it does not have, and the nearest that it has', () => {
    expect(() => narrowTest(TEST, { players: ['snik'], trials: null })).toThrow(
      '"snik" is not a player of test.cfg; did you mean sink? Known: source, DUT, sink',
    );
  });
});
