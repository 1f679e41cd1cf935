import { type Random, seededRandom, seedOf } from '@conductor/lab/random';
import { PHASES, type Phase } from '@conductor/types';
import { Dice } from './dice.ts';
import { drawStrokes } from './draw-strokes.ts';
import type { PlayerScript, Rival, Scenario, StepScript } from './scenario.ts';
import { withReboots } from './with-reboots.ts';
import { withSyncs } from './with-syncs.ts';

/** What the steps of a world are like. */
interface Temper {
  /** Only one kind of trouble at a time. */
  readonly isCalm: boolean;
  /** Most commands do not end when they are told to. */
  readonly isStubborn: boolean;
}

const NAMES = ['dut', 'sink', 'source', 'router'] as const;

/** How much goes wrong in a world. */
const MOODS = ['calm', 'one stroke', 'some strokes', 'storm'] as const;

/** The scenario of a seed. */
export function drawScenario(seed: number): Scenario {
  const random: Random = seededRandom(seedOf(seed, 0));
  const dice = new Dice(random);
  const mood = dice.weighted(MOODS, [3, 9, 6, 2]);
  const temper = { isCalm: mood === 'calm', isStubborn: dice.chance(0.12) };
  const leaseMs = dice.pick([3_000, 6_000, 12_000, 30_000]);
  const players = NAMES.slice(0, dice.weighted([1, 2, 3, 4], [4, 5, 3, 1])).map((name) =>
    drawPlayer(dice, name, temper),
  );
  const scenario: Scenario = {
    seed,
    players,
    settings: {
      leaseMs,
      killGraceMs: dice.pick([1_000, 5_000]),
      stepTimeoutMs: dice.pick([2_000, 8_000]),
      onFailure: dice.pick(['continue', 'stop']),
      onDisconnect: dice.weighted(['reset', 'finish'], [3, 1]),
      live: dice.chance(0.8),
      cooldownMs: dice.pick([0, 0, 400]),
      start: dice.weighted(['aligned', 'immediate'], [6, 1]),
      maxSkewMs: dice.weighted([null, dice.whole(1, 50)], [4, 1]),
    },
    timing: {
      waitPlayersMs: dice.weighted([0, 10_000], [1, 4]),
      waitFreeMs: dice.weighted([0, 20_000], [4, 1]),
      // No shorter than two heartbeats, as the conductor has it.
      barrierMs: Math.max(dice.pick([2_000, 10_000]), leaseMs / 3),
      heartbeatMs: leaseMs / 6,
    },
    keepalive: dice.pick([
      { everyMs: 10_000, timeoutMs: 5_000 },
      { everyMs: 1_000, timeoutMs: 1_000 },
    ]),
    latencyMs: dice.weighted(
      [
        [0.1, 2],
        [1, 30],
        [50, 300],
      ] as const,
      [5, 3, 1],
    ),
    phases: dice.weighted([PHASES, drawPhases(dice)], [6, 1]),
    trials: dice.weighted([1, 2, 3], [5, 3, 1]),
    rivals: dice.chance(0.12) ? [drawRival(dice, players)] : [],
    strokes: [],
  };
  const strokes = drawStrokes(dice, scenario, { calm: 0, 'one stroke': 1, 'some strokes': 3, storm: 8 }[mood]);
  return withReboots({ ...withSyncs(scenario), strokes });
}

function drawPlayer(dice: Dice, name: string, temper: Temper): PlayerScript {
  const list = () => Array.from({ length: dice.weighted([0, 1, 2, 3], [1, 4, 3, 1]) }, () => drawStep(dice, temper));
  return {
    name,
    isGuarded: temper.isCalm || !dice.chance(0.02),
    listensAtMs: dice.weighted([0, dice.whole(1, 12_000)], [12, 1]),
    phases: { startup: list(), run: list(), collect: list(), reset: list() },
    clock: { aheadMs: dice.whole(0, 10_000_000), driftPpm: dice.whole(-200, 200) },
  };
}

function drawStep(dice: Dice, { isCalm, isStubborn }: Temper): StepScript {
  const kind = dice.weighted(['step', 'spawn', 'timeout', 'fetch'] as const, [5, 2, 2, 1]);
  const hangs = { fetch: 0, step: 0.03, spawn: 0.6, timeout: 0.6 }[kind];
  const limitMs = dice.whole(50, 3_000);
  return {
    kind,
    lastsMs: dice.chance(hangs) ? null : dice.weighted([dice.whole(1, 60), dice.whole(1, 2_500)], [2, 1]),
    code: dice.chance(isCalm ? 0.02 : 0.06) ? 1 : 0,
    mayFail: dice.chance(0.05),
    diesOf: dice.weighted(['stop', 'term', 'kill', 'never'] as const, [isStubborn ? 2 : 20, 3, 3, isCalm ? 0.1 : 0.3]),
    leavesChild: dice.chance(0.08),
    isForkable: !dice.chance(0.01),
    limitMs,
  };
}

function drawPhases(dice: Dice): readonly Phase[] {
  const some = PHASES.filter(() => dice.chance(0.6));
  return some.length > 0 ? some : [dice.pick(PHASES)];
}

function drawRival(dice: Dice, players: readonly PlayerScript[]): Rival {
  const some = players.map(({ name }) => name).filter(() => dice.chance(0.6));
  const [first] = players;
  return { startsAtMs: dice.whole(0, 9_000), players: some.length > 0 || !first ? some : [first.name] };
}
