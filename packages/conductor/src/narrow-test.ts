import {
  ConductorError,
  type MetricSource,
  type Phase,
  type PlayerPlan,
  type Test,
  type UntilPrecise,
} from '@conductor/types';
import { unknownWord } from './unknown-word.ts';

/** What a command line says differently than the test file. */
export interface Narrowing {
  /** Names of players, whatever their case; `null` is all of them. */
  readonly players: readonly string[] | null;
  /** Only these; `null` is all of them. What is measured in others is not measured. */
  readonly phases: readonly Phase[] | null;
  readonly trials: number | null;
}

/** The test with only these players, what is measured in these phases, and so many trials, whatever they come to. A ConductorError of code `usage` names a player that it does not have. */
export function narrowTest(test: Test, { players, phases, trials }: Narrowing): Test {
  const selected = players === null ? test.players : selectPlayers(test, players);
  const has = ({ player, phase }: MetricSource) =>
    selected.some(({ name }) => name === player) && (phases === null || phases.includes(phase));
  const metrics = test.metrics.filter(({ source, since }) => has(source) && (since === null || has(since)));
  const names = new Set(metrics.map(({ name }) => name));
  const checks = test.checks.filter(({ metric }) => names.has(metric));
  const { untilPrecise, ...rest } = test;
  const narrowed = { ...rest, players: selected, trials: trials ?? test.trials, metrics, checks };
  if (untilPrecise === undefined || trials !== null) return narrowed;
  if (!names.has(untilPrecise.metric)) throw unmeasured(untilPrecise);
  return { ...narrowed, untilPrecise };
}

function unmeasured({ metric }: UntilPrecise): ConductorError {
  const message = `trials: auto goes by the metric "${metric}", which these players and phases do not have; say how many trials: -t 5`;
  return new ConductorError('usage', message);
}

/** In file order, however they were named. */
function selectPlayers(test: Test, names: readonly string[]): PlayerPlan[] {
  const known = test.players.map(({ name }) => name);
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const unknown = names.find((name) => !known.some((player) => player.toLowerCase() === name.toLowerCase()));
  if (unknown !== undefined) throw unknownWord(unknown, `player of ${test.file}`, known);
  return test.players.filter(({ name }) => wanted.has(name.toLowerCase()));
}
