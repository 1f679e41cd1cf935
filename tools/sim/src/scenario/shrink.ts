import { PHASES } from '@conductor/types';
import type { PlayerScript, Scenario } from './scenario.ts';

/** A world is made smaller so many times at the most. */
const MOST_TRIES = 600;

/** The smallest scenario that can be found quickly in which the same still goes wrong. */
export function shrink(scenario: Scenario, goesWrong: (smaller: Scenario) => boolean): Scenario {
  let smallest = scenario;
  let tries = 0;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const candidate of smallerOnes(smallest)) {
      tries += 1;
      if (tries > MOST_TRIES) return smallest;
      if (!goesWrong(candidate)) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** Each with one thing less, the largest things first. */
function* smallerOnes(scenario: Scenario): Generator<Scenario> {
  const { trials, players, strokes, rivals } = scenario;
  if (rivals.length > 0) yield { ...scenario, rivals: [] };
  for (const stroke of strokes) yield { ...scenario, strokes: strokes.filter((other) => other !== stroke) };
  if (trials > 1) yield { ...scenario, trials: trials - 1 };
  if (players.length > 1) for (const { name } of players) yield without(scenario, name);
  for (const player of players) {
    for (const smaller of withFewerSteps(player)) {
      yield { ...scenario, players: players.map((other) => (other === player ? smaller : other)) };
    }
  }
  const [leastMs, mostMs] = scenario.latencyMs;
  if (mostMs > 1) yield { ...scenario, latencyMs: [Math.min(leastMs, 1), 1] };
}

function without(scenario: Scenario, name: string): Scenario {
  const rivals = scenario.rivals.map((rival) => ({
    ...rival,
    players: rival.players.filter((other) => other !== name),
  }));
  return {
    ...scenario,
    players: scenario.players.filter((player) => player.name !== name),
    strokes: scenario.strokes.filter((stroke) => !('player' in stroke) || stroke.player !== name),
    rivals: rivals.filter((rival) => rival.players.length > 0),
  };
}

function* withFewerSteps(player: PlayerScript): Generator<PlayerScript> {
  for (const phase of PHASES) {
    for (const step of player.phases[phase]) {
      const steps = player.phases[phase].filter((other) => other !== step);
      yield { ...player, phases: { ...player.phases, [phase]: steps } };
    }
  }
}
