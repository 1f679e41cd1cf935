import type { TrialHistory } from '@conductor/results';
import { PHASES, type Phase, type ResetState } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rescueRun } from '../../src/rescue-run.ts';
import { endRun } from '../../src/take-over/end-run.ts';
import type { Deed } from '../../src/take-over/taken-run.ts';
import { type Chronicle, interruptedAt, live, type WorldOptions } from '../course/world.ts';
import { RUN_ID } from '../facts.ts';
import type { Habits } from '../model-habits.ts';
import type { ModelPlayer } from '../model-player.ts';

const TRIAL = { caseName: '', trial: 1 };
const HELD = 'claim-player';

/** A player on which a trial was cut after it had come to this phase. */
function cutIn(lastPhase: Phase | null, answersMs = 10): Partial<Habits> {
  const resetOwed = lastPhase !== null && lastPhase !== 'reset';
  return { open: { trial: TRIAL, lastPhase, resetOwed, answersMs } };
}

/** What the directory tells of a trial of these players that nobody ended. */
function historyOf(players: readonly string[], more: Partial<TrialHistory> = {}, trial = TRIAL): TrialHistory {
  const known = players.map((name) => [name, { reset: null, isHome: false }] as const);
  return { trial, isOver: false, plans: [], begun: ['startup', 'run'], players: new Map(known), ...more };
}

/** What becomes of a run with these players when somebody takes it over. */
function takeOver(
  deed: Deed,
  players: WorldOptions['players'],
  options: Partial<WorldOptions> = {},
  trials: readonly TrialHistory[] = [historyOf(Object.keys(players))],
): Chronicle {
  const run = endRun({ deed, history: { runId: RUN_ID, trials } });
  return live({ players, stories: { run, rescue: rescueRun }, ...options });
}

function whole(phase: Phase): string[] {
  return [`arm-phase ${phase}`, `start-phase ${phase}`, `end-phase ${phase}`];
}

function settled(chronicle: Chronicle): [string, ResetState][] {
  return chronicle.recorded('reset-settled').map(({ player, state }) => [player, state]);
}

describe('a run that is taken over in Run', () => {
  const players = { dut: cutIn('run'), sink: cutIn('run') };

  it('is resumed: collected, reset, closed and released, and nothing of Startup or Run is begun', () => {
    const chronicle = takeOver('resume', players);
    const expected = [HELD, ...whole('collect'), ...whole('reset'), 'close-trial', 'release-player'];
    expect(chronicle.sentTo('dut')).toEqual(expected);
    expect(chronicle.sentTo('sink')).toEqual(expected);
    expect(settled(chronicle)).toEqual([
      ['dut', 'paid'],
      ['sink', 'paid'],
    ]);
    expect(chronicle.recorded('trial-ended')).toHaveLength(1);
    expect(chronicle.ending).toEqual({ kind: 'completed' });
  });

  it.each(['abort', 'reset'] as const)('is reset without Collect by %s', (deed) => {
    const chronicle = takeOver(deed, players);
    expect(chronicle.sentTo('dut')).toEqual([HELD, ...whole('reset'), 'close-trial', 'release-player']);
  });

  it('is reset also when its phases had none', () => {
    const chronicle = takeOver('resume', players, { phases: ['startup', 'run'] });
    expect(chronicle.sentTo('dut')).toEqual([HELD, ...whole('reset'), 'close-trial', 'release-player']);
    expect(settled(chronicle).map(([, state]) => state)).toEqual(['paid', 'paid']);
  });

  it('begins no trial that had not begun', () => {
    const chronicle = takeOver('resume', players, { trials: 5 });
    expect(chronicle.recorded('trial-started')).toEqual([]);
    expect(chronicle.sentTo('dut')).not.toContain('load-trial');
  });
});

describe('players that stand in different places', () => {
  it('are each asked only for what is still before them', () => {
    const chronicle = takeOver('resume', { dut: cutIn('run'), ahead: cutIn('collect'), done: cutIn('reset') });
    expect(chronicle.sentTo('ahead')).toEqual([HELD, ...whole('reset'), 'close-trial', 'release-player']);
    expect(chronicle.sentTo('done')).toEqual([HELD, 'close-trial', 'release-player']);
    expect(chronicle.ending.kind).toBe('completed');
  });

  it('with nothing open are left alone until they are released', () => {
    const chronicle = takeOver('resume', { dut: cutIn('run'), free: { keepsRun: true } });
    expect(chronicle.sentTo('free')).toEqual([HELD, 'release-player']);
    const fetched = chronicle.effects.filter(({ effect }) => effect.kind === 'collect-trial');
    expect(fetched.map(({ effect }) => 'player' in effect && effect.player)).toEqual(['dut', 'free']);
  });

  it('that have loaded and begun nothing are only closed', () => {
    const begun = { begun: [] };
    const chronicle = takeOver('resume', { dut: cutIn(null) }, {}, [historyOf(['dut'], begun)]);
    expect(chronicle.sentTo('dut')).toEqual([HELD, 'close-trial', 'release-player']);
    expect(settled(chronicle)).toEqual([['dut', 'not-owed']]);
  });

  it('that take long to end what they do are waited for, and named', () => {
    const chronicle = takeOver('resume', { dut: cutIn('reset', 20_000) });
    expect(chronicle.recorded('player-awaited')).toEqual([
      { kind: 'player-awaited', player: 'dut', reason: 'the end of what it is doing' },
    ]);
    expect(chronicle.sentTo('dut')).toEqual([HELD, 'close-trial', 'release-player']);
  });

  it('that are not there, or are held by others, do not keep the rest from Reset', () => {
    const absent = { listensAtMs: Number.POSITIVE_INFINITY };
    const players = { dut: cutIn('run'), absent, busy: { isBusy: true } };
    const chronicle = takeOver('resume', players, { waitPlayersMs: 2_000 });
    expect(chronicle.sentTo('dut').slice(-2)).toEqual(['close-trial', 'release-player']);
    expect(chronicle.recorded('player-lost')).toMatchObject([{ player: 'absent', cause: /waited 2 s/ }]);
    expect(chronicle.recorded('problem')[0]?.text).toMatch(
      /^busy .* is held by run .*; it was left out of conduct resume/,
    );
    expect(settled(chronicle)).toEqual([
      ['dut', 'paid'],
      ['absent', 'unconfirmed'],
      ['busy', 'unconfirmed'],
    ]);
  });
});

describe('a player that tells what it owes, and is lost before that is paid', () => {
  it('is not taken for one that owes nothing', () => {
    const players = { dut: { ...cutIn('run'), hangsAtMs: 100 }, sink: { ...cutIn('run'), ignores: HELD } };
    const settings = { leaseMs: 6_000 };
    const chronicle = takeOver('resume', players, { settings }, [historyOf(['dut', 'sink'], { begun: [] })]);
    expect(chronicle.recorded('player-lost').map(({ player }) => player)).toContain('dut');
    expect(settled(chronicle)).toContainEqual(['dut', 'unconfirmed']);
  });
});

describe('a run whose players have all reset by themselves', () => {
  it('has the results of every trial fetched that are not at home, and is settled', () => {
    const second = { caseName: '', trial: 2 };
    const home = { isOver: true, players: new Map([['dut', { reset: 'paid' as const, isHome: true }]]) };
    const trials = [historyOf(['dut'], home), historyOf(['dut'], {}, second)];
    const chronicle = takeOver('resume', { dut: { keepsRun: true } }, {}, trials);
    const fetched = chronicle.effects.flatMap(({ effect }) => (effect.kind === 'collect-trial' ? [effect.trial] : []));
    expect(fetched).toEqual([second]);
    expect(chronicle.sentTo('dut')).toEqual([HELD, 'release-player']);
    expect(chronicle.recorded('trial-ended')).toEqual([{ kind: 'trial-ended', trial: second }]);
  });

  it('says of each trial what the journals that came home tell of Reset, and of nobody else that it is paid', () => {
    const players = { dut: { keepsRun: true }, gone: { listensAtMs: Number.POSITIVE_INFINITY } };
    const earlier = historyOf(['dut', 'gone'], {}, { caseName: '', trial: 2 });
    const chronicle = takeOver('resume', players, {}, [historyOf(['dut', 'gone']), earlier]);
    const each = [
      ['dut', 'paid'],
      ['gone', 'unconfirmed'],
    ];
    expect(settled(chronicle)).toEqual([...each, ...each]);
  });

  it('is left unreleased by who could not fetch them, since a release would remove them', () => {
    const chronicle = takeOver('resume', { dut: { keepsRun: true, keepsResults: true }, sink: { keepsRun: true } });
    expect(chronicle.recorded('problem')).toMatchObject([
      { player: 'dut', text: /^the results of its trial 1 made no progress for 30 s, .*; the player keeps them$/ },
    ]);
    expect(chronicle.sentTo('dut')).toEqual([HELD]);
    expect(chronicle.sentTo('sink')).toEqual([HELD, 'release-player']);
    expect(chronicle.ending.kind).toBe('completed');
  });

  it('asks nobody for results who keeps none', () => {
    const chronicle = takeOver('resume', { dut: {} });
    expect(chronicle.effects.filter(({ effect }) => effect.kind === 'collect-trial')).toEqual([]);
    expect(settled(chronicle)).toEqual([['dut', 'unconfirmed']]);
  });
});

describe('a run that is taken from us', () => {
  const holder = { runId: RUN_ID, epoch: 2, who: 'eve@lab (pid 9)', since: new Date(0), silentMs: 0, leaseMs: 6_000 };
  const message = `run ${RUN_ID} was taken over by eve@lab (pid 9) (epoch 2)`;
  const refused = { kind: 'refused', reason: 'fenced', message, holder } as const;
  const stroke = { atMs: 250, event: { kind: 'player-said', player: 'dut', call: 1, reply: refused } } as const;

  it('is left at once, with a sentence that names who took it, and not a word to any player', () => {
    const players = { dut: {}, sink: {} };
    const chronicle = live({ players, strokes: [stroke] });
    expect(chronicle.ending).toMatchObject({ kind: 'taken-over' });
    expect(chronicle.endMs).toBe(250);
    expect(chronicle.recorded('problem').at(-1)?.text).toBe(
      `${message}; what is left to do on it is theirs, and so is its directory`,
    );
    expect(chronicle.recorded('reset-settled')).toEqual([]);
    expect(chronicle.recorded('player-lost')).toEqual([]);
  });

  it('is left also while it is resumed', () => {
    expect(takeOver('resume', { dut: cutIn('run') }, { strokes: [{ ...stroke, atMs: 100 }] }).ending.kind).toBe(
      'taken-over',
    );
  });
});

describe('whatever players do, and whenever the user interrupts', () => {
  const lastPhase = fc.constantFrom(null, ...PHASES);
  const open = fc.record({ lastPhase, answersMs: fc.constantFrom(0, 10, 5_000) });
  const habits: fc.Arbitrary<Partial<Habits>> = fc.record({
    latencyMs: fc.integer({ min: 0, max: 400 }),
    listensAtMs: fc.constantFrom(0, 0, 0, 3_000, 99_000),
    diesAt: fc.option(fc.constantFrom('claim-player', 'arm-phase collect', 'start-phase reset', 'close-trial'), {
      freq: 3,
      nil: null,
    }),
    ignores: fc.option(fc.constantFrom('claim-player', 'arm-phase reset', 'close-trial', 'release-player'), {
      freq: 3,
      nil: null,
    }),
    hangsAtMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { freq: 3, nil: null }),
    isBusy: fc.constantFrom(false, false, false, true),
    keepsRun: fc.boolean(),
    open: fc.option<NonNullable<Habits['open']>, null>(
      open.map((one) => ({ ...one, trial: TRIAL, resetOwed: one.lastPhase !== null && one.lastPhase !== 'reset' })),
      { nil: null },
    ),
  });
  const worlds = fc.record({
    players: fc.dictionary(fc.constantFrom('dut', 'sink', 'source'), habits, { minKeys: 1 }),
    deed: fc.constantFrom<Deed>('resume', 'abort', 'reset'),
    phases: fc.constantFrom<readonly Phase[]>([...PHASES], ['startup', 'run']),
    strokes: fc.array(
      fc.integer({ min: 0, max: 20_000 }).map((atMs) => interruptedAt(atMs)),
      { maxLength: 2 },
    ),
  });

  it('the run ends, and every player that could be taken has paid its Reset exactly once, and is free', () => {
    fc.assert(
      fc.property(worlds, ({ players, deed, ...options }) => {
        const chronicle = takeOver(deed, players, { ...options, waitPlayersMs: 5_000 });
        for (const [name, player] of chronicle.players) {
          const sent = chronicle.sentTo(name);
          expect(sent.filter((command) => /startup|arm-phase run|load-trial/.test(command))).toEqual([]);
          // A second Ctrl-C waits for no claim: then the player pays by itself when its lease is over.
          if (options.strokes.length > 1 || !wasHad(player)) continue;
          expect(
            player.diary.filter((entry) => PAID.includes(entry)),
            player.diary.join(),
          ).toHaveLength(1);
          expect(player.diary).not.toContain('waived');
          expect(player.isFree).toBe(true);
        }
        const trials = chronicle.recorded('trial-ended');
        expect(trials).toHaveLength(1);
        expect(chronicle.recorded('reset-settled')).toHaveLength(chronicle.players.size);
      }),
      { numRuns: 1_000 },
    );
  });
});

const PAID = ['ended reset', 'reset at the close', 'reset by itself'];

/** Whether a player lives, owed a Reset, and could have been claimed. */
function wasHad({ isAlive, habits: { isBusy, listensAtMs, hangsAtMs, ignores, open } }: ModelPlayer): boolean {
  // Reached at 3.4 s at the latest; 5 s of patience with the others, and 5 s for the last attempt at one that hangs.
  const isThere = listensAtMs < 5_000 && (hangsAtMs === null || hangsAtMs > 14_000);
  return isAlive && open?.resetOwed === true && !isBusy && isThere && ignores !== 'claim-player';
}
