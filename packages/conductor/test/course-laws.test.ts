import { PHASES, type Phase } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut } from './course/cut.ts';
import { type Chronicle, interruptedAt, isSent, live, type WorldOptions } from './course/world.ts';
import type { Habits } from './model-habits.ts';

const COMMANDS = ['claim-player', 'load-trial', 'stop-trial', 'close-trial', 'release-player'];
const PHASE_COMMANDS = PHASES.flatMap((phase) => [`arm-phase ${phase}`, `start-phase ${phase}`, `end-phase ${phase}`]);

const phaseMs = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const anyCommand = fc.constantFrom(...COMMANDS, ...PHASE_COMMANDS);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3, nil: null });

const habits: fc.Arbitrary<Partial<Habits>> = fc.record({
  latencyMs: fc.integer({ min: 0, max: 400 }),
  listensAtMs: fc.constantFrom(0, 0, 0, 3_000, 12_000),
  // Only Run may last for ever and be ended by nobody but the user; the other phases have limits that the player keeps.
  stepsMs: fc.record({ startup: phaseMs, run: fc.integer({ min: 0, max: 5_000 }), collect: phaseMs, reset: phaseMs }),
  failsIn: fc.subarray([...PHASES], { maxLength: 1 }),
  declines: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...PHASES]) }),
  diesAt: rarely(anyCommand),
  ignores: rarely(anyCommand),
  hangsAtMs: rarely(fc.integer({ min: 0, max: 20_000 })),
  keepsResults: fc.constantFrom(false, false, false, true),
  isBusy: fc.constantFrom(false, false, false, false, true),
  busyClaims: fc.constantFrom(0, 0, 0, 2),
});

const cuts: fc.Arbitrary<Cut[]> = fc.array(
  fc
    .record({
      player: fc.constantFrom('dut', 'sink', 'source'),
      fromMs: fc.integer({ min: 0, max: 20_000 }),
      lastingMs: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 100_000 })),
      lost: fc.constantFrom(undefined, 'to player' as const, 'to conductor' as const),
      isTold: fc.boolean(),
    })
    .map(({ lastingMs, lost, ...rest }) => ({
      ...rest,
      ...(lost ? { lost } : {}),
      toMs: rest.fromMs + lastingMs,
    })),
  { maxLength: 3 },
);

const phases: fc.Arbitrary<Phase[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Phase[]>([...PHASES]) },
  { weight: 1, arbitrary: fc.subarray([...PHASES], { minLength: 1 }) },
);

const worlds: fc.Arbitrary<WorldOptions> = fc.record({
  players: fc.dictionary(fc.constantFrom('dut', 'sink', 'source'), habits, { minKeys: 1 }),
  phases,
  trials: fc.integer({ min: 1, max: 3 }),
  settings: fc.record({
    onFailure: fc.constantFrom('continue', 'stop'),
    cooldownMs: fc.constantFrom(0, 500),
    collector: fc.constantFrom('own', 'own', 'external'),
  }),
  waitPlayersMs: fc.constantFrom(0, 5_000),
  waitFreeMs: fc.constantFrom(0, 0, 20_000),
  cuts: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: cuts }),
  strokes: fc.array(
    fc.integer({ min: 0, max: 30_000 }).map((atMs) => interruptedAt(atMs)),
    { maxLength: 3 },
  ),
});

/** Holds a law for runs of all kinds; `live` itself throws when a run does not end or a command makes no sense. */
function always(law: (chronicle: Chronicle, options: WorldOptions) => void): void {
  fc.assert(
    fc.property(worlds, (options) => {
      law(live(options), options);
    }),
    { numRuns: 1_000 },
  );
}

/** A signal can come when the trial is being closed, with a waiver that was right when it was said. */
function isSignalled(strokes: WorldOptions['strokes']): boolean {
  return strokes !== undefined && strokes.length > 0;
}

describe('whatever players do, and whenever the user interrupts', () => {
  it('the run ends, and no command comes where it makes no sense', () => {
    always(({ ending, recorded }) => {
      const isStalled = recorded('problem').some(({ text }) => text.includes('made no progress'));
      expect(ending.kind === 'broken').toBe(isStalled && ending.kind !== 'left');
    });
  });

  it('every player that lives has paid its Reset, or was told by the user not to', () => {
    always(({ players, recorded, ending }, { phases: asked, strokes }) => {
      for (const player of players.values()) {
        if (!player.isAlive || !player.diary.includes('began startup')) continue;
        const lastBegin = player.diary.lastIndexOf('began startup');
        const after = player.diary.slice(lastBegin);
        const isOrderly = ending.kind === 'completed' && recorded('player-lost').length === 0;
        const mayEndWaived = [isOrderly, isSignalled(strokes)].includes(true);
        const isWaived = after.includes('waived');
        if (isWaived) expect(!asked?.includes('reset') && mayEndWaived, after.join()).toBe(true);
        else
          expect(
            after.some((entry) => PAID.includes(entry)),
            after.join(),
          ).toBe(true);
      }
    });
  });

  it('no gate opens unless all that are left have armed', () => {
    always((chronicle) => {
      for (const phase of PHASES) expect(gateOpensEarly(chronicle, phase)).toBe(false);
    });
  });

  it('nothing is loaded before every player is claimed', () => {
    always(({ effects, players }) => {
      const load = effects.findIndex(({ effect }) => isSent(effect, 'load-trial'));
      if (load === -1) return;
      const claimed = effects
        .slice(0, load)
        .flatMap(({ effect }) => (effect.kind === 'send' && isSent(effect, 'claim-player') ? [effect.player] : []));
      expect(new Set(claimed).size).toBe(players.size);
    });
  });

  it('every trial that was started has a word on every Reset', () => {
    always(({ recorded, players }) => {
      expect(recorded('reset-settled')).toHaveLength(recorded('trial-started').length * players.size);
    });
  });

  it('with an external collector nothing is pulled, and each phase that is over is counted', () => {
    always(({ effects, recorded, sentTo }, { players, settings }) => {
      if (settings?.collector !== 'external') return expect(recorded('phase-counted')).toEqual([]);
      expect(effects.filter(({ effect }) => effect.kind === 'collect-trial')).toEqual([]);
      const ended = Object.keys(players).flatMap((player) =>
        sentTo(player).filter((sent) => sent.startsWith('end-phase')),
      );
      expect(recorded('phase-counted').length).toBeLessThanOrEqual(ended.length);
    });
  });

  it('the same events give the same effects', () => {
    always(({ effects }, options) => expect(live(options).effects).toEqual(effects));
  });
});

const PAID = ['ended reset', 'reset at the close', 'reset by itself'];

/** Whether a gate was opened before the word of any player that it was opened for, that it had armed, could have come. */
function gateOpensEarly({ effects, players }: Chronicle, phase: Phase): boolean {
  const armedAtMs = new Map<string, number>();
  return effects.some(({ atMs, effect }) => {
    if (effect.kind !== 'send') return false;
    if (isSent(effect, `arm-phase ${phase}`)) armedAtMs.set(effect.player, atMs);
    if (!isSent(effect, `start-phase ${phase}`)) return false;
    const underWayMs = 1 + (players.get(effect.player)?.habits.latencyMs ?? 0);
    return atMs < (armedAtMs.get(effect.player) ?? Number.POSITIVE_INFINITY) + underWayMs;
  });
}
