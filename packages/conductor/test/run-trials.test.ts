import type { Phase } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { interruptedAt, isSent, live, whole } from './course/world.ts';

const TWO = { dut: {}, sink: {} };
const LONG_RUN = { stepsMs: { startup: 100, run: 60_000, collect: 100, reset: 100 } };
describe('a run', () => {
  it('loads all, then arms all, starts all, ends all, phase by phase', () => {
    const chronicle = live({ players: TWO });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.sentTo('dut')).toEqual([
      'claim-player',
      'load-trial',
      ...whole('startup'),
      ...whole('run'),
      ...whole('collect'),
      ...whole('reset'),
      'close-trial',
      'release-player',
    ]);
    expect(chronicle.recorded('reset-settled').map(({ state }) => state)).toEqual(['paid', 'paid']);
  });

  it('opens no gate before every player has armed', () => {
    const chronicle = live({ players: { dut: {}, slow: { latencyMs: 900 } } });
    const started = chronicle.effects.find(({ effect }) => isSent(effect, 'start-phase startup'));
    expect(started?.atMs).toBeGreaterThan(900);
  });

  it('waits in Run for as long as it takes', () => {
    const chronicle = live({ players: { dut: { stepsMs: { startup: 1, run: 3_000_000, collect: 1, reset: 1 } } } });
    expect(chronicle.ending.kind).toBe('completed');
    expect(chronicle.endMs).toBeGreaterThan(3_000_000);
  });

  it('keeps the pause between two trials, and none after the last', () => {
    const chronicle = live({ players: TWO, trials: 2, settings: { cooldownMs: 60_000 } });
    expect(chronicle.recorded('trial-started').map(({ trial }) => trial.trial)).toEqual([1, 2]);
    expect(chronicle.endMs).toBeGreaterThan(60_000);
    expect(chronicle.endMs).toBeLessThan(70_000);
  });
});

describe('with -p and without reset', () => {
  const phases: readonly Phase[] = ['startup', 'run'];

  it('leaves the debt to the user', () => {
    const chronicle = live({ players: TWO, phases });
    expect(chronicle.recorded('reset-settled').map(({ state }) => state)).toEqual(['waived', 'waived']);
    expect(chronicle.sentTo('dut')).not.toContain('arm-phase reset');
  });

  it('pays it after Ctrl-C all the same', () => {
    const chronicle = live({ players: { dut: LONG_RUN }, phases, strokes: [interruptedAt(5_000)] });
    expect(chronicle.sentTo('dut')).not.toContain('arm-phase collect');
    expect(chronicle.recorded('reset-settled').map(({ state }) => state)).toEqual(['paid']);
  });

  it('pays it on the others when a player is lost', () => {
    const chronicle = live({ players: { dut: {}, sink: { diesAt: 'arm-phase run' } }, phases });
    expect(chronicle.players.get('dut')?.diary).toContain('ended reset');
  });

  it('has no debt when Startup was not asked for', () => {
    const chronicle = live({ players: { dut: LONG_RUN }, phases: ['run'], strokes: [interruptedAt(5_000)] });
    expect(chronicle.sentTo('dut')).not.toContain('arm-phase reset');
    expect(chronicle.recorded('reset-settled').map(({ state }) => state)).toEqual(['not-owed']);
  });
});

describe('a failed step', () => {
  it('changes nothing by default', () => {
    const chronicle = live({ players: { dut: { failsIn: ['startup'] }, sink: {} } });
    expect(chronicle.sentTo('sink')).toContain('start-phase run');
  });

  it('skips to Collect and Reset on all players with on_failure = stop', () => {
    const players = { dut: { failsIn: ['run'] as const }, sink: LONG_RUN };
    const chronicle = live({ players, settings: { onFailure: 'stop' }, trials: 2 });
    expect(chronicle.sentTo('sink').filter((sent) => sent === 'stop-trial')).toHaveLength(2);
    expect(chronicle.players.get('sink')?.diary).toHaveLength(2 * 4 * 2);
    expect(chronicle.endMs).toBeLessThan(60_000);
  });

  it('of Startup keeps Run from starting with on_failure = stop', () => {
    const players = { dut: { failsIn: ['startup'] as const }, sink: {} };
    const chronicle = live({ players, settings: { onFailure: 'stop' } });
    expect(chronicle.sentTo('sink')).not.toContain('arm-phase run');
    expect(chronicle.sentTo('sink')).toContain('start-phase reset');
  });
});

describe('a phase that a player cannot start', () => {
  it('keeps it from starting anywhere, and is told', () => {
    const chronicle = live({ players: { dut: { declines: ['run'] }, sink: {} } });
    expect(chronicle.recorded('problem')[0]?.text).toBe(
      'dut (10.0.0.5:6970) could not start run: the shell could not be forked',
    );
    expect(chronicle.sentTo('sink')).not.toContain('start-phase run');
    expect(chronicle.players.get('sink')?.diary.at(-1)).toBe('ended reset');
  });

  it('leaves a Reset to the close of the trial', () => {
    const chronicle = live({ players: { dut: { declines: ['reset'] }, sink: {} } });
    expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('reset at the close');
    expect(chronicle.recorded('reset-settled').map(({ state }) => state)).toEqual(['paid', 'paid']);
  });
});

describe('an external collector', () => {
  const settings = { collector: 'external' as const };

  it('is waited for at the end of each phase and of the trial, by the word of the players', () => {
    const chronicle = live({ players: TWO, settings });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.recorded('phase-counted').map(({ phase, failed }) => [phase, failed])).toHaveLength(8);
    expect(chronicle.recorded('player-awaited')).toEqual([]);
  });

  it.each(['own', 'external'] as const)(
    'or not (%s): a lost player that lives is waited for until it has reset by itself',
    (collector) => {
      const players = { dut: { ignores: 'start-phase run' }, sink: {} };
      const chronicle = live({ players, settings: { collector } });
      expect(chronicle.recorded('player-lost')).toMatchObject([{ player: 'dut' }]);
      expect(chronicle.recorded('player-awaited').at(-1)?.reason).toMatch(/reset by itself: at most \d+ s; Ctrl-C/);
      expect(chronicle.recorded('reset-settled').map(({ state }) => state)).toEqual(['paid', 'paid']);
      expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('reset by itself');
    },
  );

  it('that does not come is named after three seconds, and ends the run after a lease, with Reset paid', () => {
    const chronicle = live({ players: { dut: { keepsResults: true } }, settings });
    expect(chronicle.recorded('player-awaited')).toMatchObject([{ player: 'dut', reason: /^a collector; / }]);
    expect(chronicle.recorded('problem')).toMatchObject([{ text: /does its collector run, and has it room\?$/ }]);
    expect(chronicle.ending.kind).toBe('broken');
    expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('ended reset');
  });
});

describe('a player that is given back', () => {
  it('and never says so is no loss: all that it had to do was done, and that is said', () => {
    const chronicle = live({ players: { dut: { ignores: 'release-player' }, sink: {} } });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.recorded('player-lost')).toEqual([]);
    expect(chronicle.recorded('reset-settled')).toMatchObject([{ state: 'paid' }, { state: 'paid' }]);
    expect(chronicle.recorded('problem')).toMatchObject([
      {
        player: 'dut',
        text: expect.stringMatching(/did not say that it is released .*nothing of this run was left to do/),
      },
    ]);
  });
});

describe('Ctrl-C', () => {
  it('once: stops, collects, resets, and begins no further trial', () => {
    const chronicle = live({ players: { dut: LONG_RUN }, trials: 2, strokes: [interruptedAt(5_000)] });
    expect(chronicle.ending).toEqual({ kind: 'interrupted', signal: 'SIGINT' });
    expect(chronicle.sentTo('dut').slice(5)).toEqual([
      'arm-phase run',
      'start-phase run',
      'stop-trial',
      'end-phase run',
      ...whole('collect'),
      ...whole('reset'),
      'close-trial',
      'release-player',
    ]);
  });

  it('twice: skips Collect, and still resets', () => {
    const strokes = [interruptedAt(5_000), interruptedAt(5_005)];
    const chronicle = live({ players: { dut: LONG_RUN }, strokes });
    expect(chronicle.sentTo('dut')).not.toContain('arm-phase collect');
    expect(chronicle.players.get('dut')?.diary).toContain('ended reset');
  });

  it('twice in Collect: stops it, and still resets', () => {
    const players = { dut: { stepsMs: { startup: 1, run: 1, collect: 20_000, reset: 1 } } };
    const chronicle = live({ players, strokes: [interruptedAt(5_000), interruptedAt(6_000)] });
    expect(chronicle.sentTo('dut').slice(-8)).toEqual([
      'start-phase collect',
      'stop-trial',
      'end-phase collect',
      ...whole('reset'),
      'close-trial',
      'release-player',
    ]);
    expect(chronicle.endMs).toBeLessThan(8_000);
  });

  it('three times: leaves at once', () => {
    const players = { dut: { stepsMs: { startup: 1, run: null, collect: 1, reset: 20_000 } } };
    const strokes = [interruptedAt(5_000), interruptedAt(6_000), interruptedAt(6_500)];
    const chronicle = live({ players, strokes });
    expect(chronicle.ending).toEqual({ kind: 'left', signal: 'SIGINT' });
    expect(chronicle.endMs).toBe(6_500);
    expect(chronicle.recorded('reset-settled')).toMatchObject([{ state: 'unconfirmed' }]);
    expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('reset by itself');
  });

  it('in Reset does not skip it', () => {
    const players = { dut: { stepsMs: { startup: 1, run: 1, collect: 1, reset: 20_000 } } };
    const chronicle = live({ players, strokes: [interruptedAt(5_000), interruptedAt(6_000)] });
    expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('ended reset');
  });

  it('while players are awaited starts nothing', () => {
    const chronicle = live({ players: { dut: { listensAtMs: 9_000 } }, strokes: [interruptedAt(2_000, 'SIGTERM')] });
    expect(chronicle.ending).toEqual({ kind: 'interrupted', signal: 'SIGTERM' });
    expect(chronicle.endMs).toBe(2_000);
  });

  it('in the pause between two trials ends it', () => {
    const settings = { cooldownMs: 600_000 };
    const chronicle = live({ players: TWO, trials: 2, settings, strokes: [interruptedAt(60_000)] });
    expect(chronicle.endMs).toBeLessThan(61_000);
    expect(chronicle.sentTo('dut').at(-1)).toBe('release-player');
  });
});
