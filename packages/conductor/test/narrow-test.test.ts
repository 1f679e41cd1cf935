import { DEFAULT_SETTINGS, type Metric, type Phase, type Test } from '@conductor/types';
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
  metrics: [],
  checks: [],
};

describe('a test that is narrowed by the command line', () => {
  it('is itself when nothing is said', () => {
    expect(narrowTest(TEST, { players: null, phases: null, trials: null })).toEqual(TEST);
  });

  it('has only these players, in file order, whatever the case of their names', () => {
    const { players } = narrowTest(TEST, { players: ['SINK', 'dut', 'sink'], phases: null, trials: null });
    expect(players.map(({ name }) => name)).toEqual(['DUT', 'sink']);
  });

  it('measures and checks only what these players do in these phases', () => {
    const place = { file: 'test.cfg', line: 1 };
    const metric = (player: string, phase: Phase): Metric => ({
      name: `${player}-${phase}`,
      place,
      text: '',
      source: { player, phase, index: 1, key: 'step1', bytes: { kind: 'step' } },
      since: null,
      extraction: { kind: 'duration' },
      fold: null,
      unit: 's',
      scale: 1,
      of: null,
    });
    const metrics = [metric('DUT', 'run'), metric('DUT', 'collect'), metric('sink', 'run')];
    const rule = { place, text: '', fold: 'each', operator: '>', bound: 1, unit: 's' } as const;
    const checks = metrics.map(({ name }) => ({ metric: name, ...rule }));
    const narrowed = narrowTest({ ...TEST, metrics, checks }, { players: ['dut'], phases: ['run'], trials: null });
    expect(narrowed.metrics.map(({ name }) => name)).toEqual(['DUT-run']);
    expect(narrowed.checks.map((check) => check.metric)).toEqual(['DUT-run']);
  });

  it('has so many trials', () => {
    expect(narrowTest(TEST, { players: null, phases: null, trials: 7 }).trials).toBe(7);
  });

  it('names a player that it does not have, and the nearest that it has', () => {
    expect(() => narrowTest(TEST, { players: ['snik'], phases: null, trials: null })).toThrow(
      '"snik" is not a player of test.cfg; did you mean sink? Known: source, DUT, sink',
    );
  });
});
