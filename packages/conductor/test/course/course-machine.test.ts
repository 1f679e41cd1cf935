import { ConductorError } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { claimAll } from '../../src/claim-all.ts';
import { runTrial } from '../../src/run-trial.ts';
import { interruptedAt, isSent, live, STORIES } from './world.ts';

const LONG_RUN = { stepsMs: { startup: 100, run: 60_000, collect: 100, reset: 100 } };

describe('when we cannot go on ourselves', () => {
  const brokenAt = (atMs: number) =>
    ({ atMs, event: { kind: 'broken', error: new ConductorError('storage', 'the disk is full') } }) as const;

  it('players are stopped and reset, nothing is collected, and they keep their results', () => {
    const chronicle = live({ players: { dut: LONG_RUN, sink: LONG_RUN }, strokes: [brokenAt(5_000)] });
    expect(chronicle.ending).toMatchObject({ kind: 'broken', error: { code: 'storage' } });
    expect(chronicle.recorded('problem')).toEqual([{ kind: 'problem', text: 'the disk is full' }]);
    expect(chronicle.players.get('dut')?.diary.slice(-2)).toEqual(['began reset', 'ended reset']);
    expect(chronicle.sentTo('dut')).not.toContain('arm-phase collect');
    expect(chronicle.sentTo('dut')).not.toContain('release-player');
  });

  it('a defect in the story of the run still has every Reset paid', () => {
    const stories = {
      ...STORIES,
      run: function* (course: Parameters<typeof runTrial>[0]) {
        yield* claimAll(course);
        const trial = runTrial(course, { caseName: '', trial: 1 });
        for (let told = trial.next(true); !told.done; told = trial.next(told.value.isOver())) {
          yield told.value;
          if (course.trial?.begun.has('run')) throw new Error('a defect');
        }
        return { kind: 'completed' } as const;
      },
    };
    const chronicle = live({ players: { dut: {}, sink: {} }, stories });
    expect(chronicle.ending).toMatchObject({ kind: 'broken', error: { message: /a defect/ } });
    expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('reset at the close');
  });
});

it('when even the rescue breaks, the connections close, and players pay by themselves', () => {
  const broken = function* () {
    yield { isOver: () => true, deadlineMs: () => null };
    throw new Error('a second defect');
  };
  const stories = {
    run: function* (course: Parameters<typeof runTrial>[0]) {
      yield* STORIES.run(course);
      throw new Error('a defect');
    },
    rescue: broken,
  };
  const chronicle = live({ players: { dut: {} }, stories });
  expect(chronicle.ending).toMatchObject({ kind: 'broken', error: { message: /a second defect/ } });
});

describe('results', () => {
  const failedAt = (atMs: number) => {
    const error = new ConductorError('protocol', 'dut says what it may not');
    return { atMs, event: { kind: 'collection-failed', player: 'dut', error } } as const;
  };

  it('that cannot be pulled lose the player, which then resets by itself', () => {
    const chronicle = live({ players: { dut: LONG_RUN }, strokes: [failedAt(5_000)] });
    expect(chronicle.recorded('player-lost')).toMatchObject([{ cause: 'dut says what it may not' }]);
    expect(chronicle.players.get('dut')?.diary.at(-1)).toBe('reset by itself');
  });

  it('make nobody dial while Run is measured', () => {
    const { effects } = live({ players: { dut: LONG_RUN } });
    const quiet = effects.filter(({ effect }) => effect.kind === 'keep-quiet');
    expect(quiet.map(({ effect }) => effect)).toMatchObject([{ isQuiet: true }, { isQuiet: false }]);
    expect((quiet[1]?.atMs ?? 0) - (quiet[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(60_000);
  });

  it('that make no progress for a lease end the run: all are reset, and keep what they have', () => {
    const chronicle = live({ players: { dut: { keepsResults: true }, sink: {} } });
    expect(chronicle.recorded('problem')[0]?.text).toMatch(
      /^the results of dut \(10\.0\.0\.5:6970\) made no progress for 30 s \(0 bytes are pending\); is the disk/,
    );
    expect(chronicle.ending.kind).toBe('broken');
    expect(chronicle.players.get('dut')?.diary).toEqual([
      'began startup',
      'ended startup',
      'began reset',
      'ended reset',
    ]);
    expect(chronicle.sentTo('dut')).not.toContain('release-player');
  });
});

describe('heartbeats', () => {
  it('go to every player six times a lease, also in Run', () => {
    const { effects } = live({ players: { dut: LONG_RUN } });
    const beats = effects.filter(({ effect }) => isSent(effect, 'heartbeat')).map(({ atMs }) => atMs);
    expect(beats).toHaveLength(12);
    expect((beats[5] ?? 0) - (beats[0] ?? 0)).toBe(25_000);
  });

  it('that were not sent, since the conductor itself was stopped, lose nobody', () => {
    const stopped = { atMs: 5_500, event: { kind: 'tick' } } as const;
    const chronicle = live({ players: { dut: LONG_RUN }, strokes: [stopped], sleeps: { fromMs: 6_000, toMs: 30_000 } });
    expect(chronicle.recorded('player-lost')).toEqual([]);
    expect(chronicle.recorded('player-cut')).toEqual([]);
  });
});

it('a conductor that was stopped for longer than the lease hears from the player that it is lost, and what became of it', () => {
  const chronicle = live({ players: { dut: LONG_RUN }, sleeps: { fromMs: 6_000, toMs: 50_000 } });
  expect(chronicle.recorded('player-lost')).toMatchObject([
    { cause: 'dut (10.0.0.5:6970) refused: its lease is over; its Reset is paid' },
  ]);
  expect(chronicle.recorded('reset-settled')).toMatchObject([{ state: 'paid' }]);
});

it('stops everything at the third signal, whatever it waits for', () => {
  const chronicle = live({
    players: { dut: { ignores: 'arm-phase startup' } },
    strokes: [interruptedAt(1_000), interruptedAt(1_001), interruptedAt(1_002)],
  });
  expect(chronicle.ending.kind).toBe('left');
});
