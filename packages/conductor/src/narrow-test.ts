import {
  allTrials,
  ConductorError,
  type MetricSource,
  type Phase,
  type PlayerPlan,
  type Test,
  type TestCase,
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
  const names = new Set(selected.map(({ name }) => name));
  const has = ({ player, phase }: MetricSource) => names.has(player) && (phases === null || phases.includes(phase));
  const measured = measuredBy(has, test);
  const { untilPrecise, cases, ...rest } = test;
  const narrowed = {
    ...rest,
    players: selected,
    trials: trials ?? test.trials,
    ...measured,
    ...(cases === undefined
      ? {}
      : { cases: cases.map((one) => narrowCase(one, names, measuredBy(has, { ...test, ...one }))) }),
  };
  refuseTooMany(narrowed);
  if (untilPrecise === undefined || trials !== null) return narrowed;
  if (!measured.metrics.some(({ name }) => name === untilPrecise.metric)) throw unmeasured(untilPrecise);
  return { ...narrowed, untilPrecise };
}

type Measurements = Pick<Test, 'metrics' | 'checks'>;

function measuredBy(has: (source: MetricSource) => boolean, { metrics: all, checks }: Measurements): Measurements {
  const metrics = all.filter(({ source, since }) => has(source) && (since === null || has(since)));
  return { metrics, checks: checks.filter(({ metric }) => metrics.some(({ name }) => name === metric)) };
}

function narrowCase(one: TestCase, names: ReadonlySet<string>, { metrics, checks }: Measurements): TestCase {
  return {
    ...one,
    players: one.players.filter(({ name }) => names.has(name)),
    ...(one.metrics === undefined ? {} : { metrics }),
    ...(one.checks === undefined ? {} : { checks }),
  };
}

/** Of a test file this is said with its line; `-t` may make more of them. */
const MOST_TRIALS = 1_000_000;

function refuseTooMany(test: Test): void {
  const all = allTrials(test);
  if (test.cases === undefined || all <= MOST_TRIALS) return;
  throw new ConductorError(
    'usage',
    `${test.cases.length} cases with ${test.trials} trials each are ${all}: at most ${MOST_TRIALS} are run`,
  );
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
