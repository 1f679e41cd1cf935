import { seededRandom, seedOf } from '@conductor/lab/random';
import { Dice } from './dice.ts';
import type { Scenario, StepScript } from './scenario.ts';

/** From such a latency on a link is slow, one way. */
const SLOW_MS = 100;
/** What the conductor gives everybody to answer. */
const USUAL_BARRIER_MS = 10_000;

/**
 * The same scenario, in some worlds with a host that a step reboots: it is back in time, or does not go down at all. Not where
 * wall clocks are set, by which a player judges whether it is in time. Drawn apart, so that all else stays what it was.
 */
export function withReboots(scenario: Scenario): Scenario {
  const dice = new Dice(seededRandom(seedOf(scenario.seed, 4)));
  const isClockSet = scenario.strokes.some(({ kind }) => kind === 'set-clock');
  if (isClockSet || !dice.chance(0.15)) return scenario;
  const rebooted = dice.pick(scenario.players);
  const phase = dice.weighted(['startup', 'run'] as const, [1, 2]);
  const place = dice.whole(0, rebooted.phases[phase].length);
  const step = rebootOf(dice);
  const phases = { ...rebooted.phases, [phase]: rebooted.phases[phase].toSpliced(place, 0, step) };
  const players = scenario.players.map((player) => (player === rebooted ? { ...player, phases } : player));
  return { ...scenario, players, timing: timingFor(scenario) };
}

/** On slow links a player that was away is waited for as long as the conductor does: dialling it takes seconds there. */
function timingFor({ timing, latencyMs }: Scenario): Scenario['timing'] {
  return latencyMs[1] < SLOW_MS ? timing : { ...timing, barrierMs: Math.max(timing.barrierMs, USUAL_BARRIER_MS) };
}

function rebootOf(dice: Dice): StepScript {
  const limitMs = dice.pick([4_000, 60_000]);
  const command = { lastsMs: null, code: 0, diesOf: 'stop', leavesChild: false, isForkable: true } as const;
  const downMs = dice.chance(0.15) ? null : dice.whole(100, limitMs / 2);
  return { ...command, kind: 'reboot', limitMs, downMs, mayFail: dice.chance(0.1) };
}
