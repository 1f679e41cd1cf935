import { type ConductorSettings, loadToolSettings, settingsPath } from '@conductor/config';
import {
  compareMetric,
  formatComparison,
  formatComparisonJson,
  type Gate,
  type GateVerdict,
  judgeGate,
  type MetricComparison,
  MOST_SETS,
} from '@conductor/report';
import { DEFAULT_SETTINGS, EXIT_CODES } from '@conductor/types';
import { unknownWord } from '../../unknown-word.ts';
import type { ParsedOptions } from '../build-program.ts';
import type { Call } from '../call.ts';
import { openOutput } from '../output.ts';
import { usageError } from '../usage-error.ts';
import type { Compared } from './compared.ts';
import { differencesOf } from './differences-of.ts';
import { loadCases, loadCompared } from './load-compared.ts';
import { matchMetrics } from './match-metrics.ts';
import { readCompareWishes } from './read-compare-wishes.ts';

/** `conduct compare RUN…`: what sets of trials have to say of each other. Resolves with the exit code. */
export async function compareCommand(words: readonly string[], options: ParsedOptions, call: Call): Promise<number> {
  const { wishes, env, terminal } = call;
  const { metrics: names, gates, ...how } = readCompareWishes(options);
  refuseCount(words);
  const { settings } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  const ofOneRun = await casesOfOneRun(words, call, settings);
  const compared = ofOneRun ?? (await Promise.all(words.map((word) => loadCompared(word, call, settings))));
  refuseGates(compared, gates);
  const turns = ofOneRun === null ? {} : { isOneRun: true as const };
  const metrics = matchMetrics(compared, names).map((metric) => compareMetric({ ...metric, ...turns }, how));
  const verdicts = gates.flatMap((gate) => judgeGate(gate, gatedMetric(gate, metrics)));
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const format = wishes.format?.value ?? settings.format ?? DEFAULT_SETTINGS.format;
  const result = { metrics, differences: differencesOf(compared), gates: verdicts };
  await output.write(format === 'json' ? formatComparisonJson(result) : formatComparison(result));
  return exitCodeOf(verdicts);
}

/** One run alone is compared with nothing, but its cases with each other. */
async function casesOfOneRun(
  [word = '', ...others]: readonly string[],
  call: Call,
  settings: ConductorSettings,
): Promise<readonly Compared[] | null> {
  if (others.length === 0) return await loadCases(word, call, settings);
  if (call.wishes.cases.length === 0) return null;
  throw usageError('--case compares cases of one run; several runs are compared case by case: --metric names them');
}

function refuseCount(words: readonly string[]): void {
  if (words.length > MOST_SETS)
    throw usageError(`conduct compare takes up to ${MOST_SETS} runs, and here are ${words.length}`);
}

function refuseGates(compared: readonly Compared[], gates: readonly Gate[]): void {
  if (gates.length > 0 && compared.length < 2)
    throw usageError('--fail-if needs a run to compare with: the base comes first');
}

function gatedMetric({ metric }: Gate, metrics: readonly MetricComparison[]): MetricComparison {
  const found = metrics.find((each) => each.metric === metric);
  if (found !== undefined) return found;
  throw unknownWord(
    metric,
    'metric that is compared (--fail-if)',
    metrics.map((each) => each.metric),
  );
}

function exitCodeOf(verdicts: readonly GateVerdict[]): number {
  if (verdicts.some(({ verdict }) => verdict === 'failed')) return EXIT_CODES.failed;
  return verdicts.some(({ verdict }) => verdict === 'unknown') ? EXIT_CODES.usage : EXIT_CODES.passed;
}
