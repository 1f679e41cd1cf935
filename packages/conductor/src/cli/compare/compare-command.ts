import { type ConductorSettings, loadToolSettings, settingsPath } from '@conductor/config';
import { compareMetric, formatComparison, formatComparisonJson, MOST_SETS } from '@conductor/report';
import { DEFAULT_SETTINGS, EXIT_CODES, visibleText } from '@conductor/types';
import type { ParsedOptions } from '../build-program.ts';
import type { Call } from '../call.ts';
import { openOutput } from '../output.ts';
import { usageError } from '../usage-error.ts';
import type { Compared } from './compared.ts';
import { differencesOf } from './differences-of.ts';
import { exitCodeOfGates, judgeGates, refuseGates } from './judge-gates.ts';
import { loadAllCompared, loadCases } from './load-compared.ts';
import { matchMetrics } from './match-metrics.ts';
import { readCompareWishes } from './read-compare-wishes.ts';
import { uncompared } from './uncompared.ts';

/** `conduct compare RUN…`: what sets of trials have to say of each other. Resolves with the exit code. */
export async function compareCommand(words: readonly string[], options: ParsedOptions, call: Call): Promise<number> {
  const { wishes, env, terminal } = call;
  const { metrics: names, gates, ...how } = readCompareWishes(options);
  refuseCount(words);
  const { settings } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  const ofOneRun = await casesOfOneRun(words, call, settings);
  const compared = ofOneRun ?? (await loadAllCompared(words, call, settings));
  refuseGates(compared.length, gates);
  const turns = ofOneRun === null ? {} : { isOneRun: true as const };
  const metrics = matchMetrics(compared, names).map((metric) => compareMetric({ ...metric, ...turns }, how));
  const verdicts = judgeGates(gates, metrics);
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const format = wishes.format?.value ?? settings.format ?? DEFAULT_SETTINGS.format;
  const result = { metrics, differences: differencesOf(compared), gates: verdicts };
  await output.write(format === 'json' ? formatComparisonJson(result) : formatComparison(result));
  const exitCode = exitCodeOfGates(verdicts);
  if (exitCode !== EXIT_CODES.passed) return exitCode;
  const { sentences, isAll } = uncompared(metrics);
  for (const sentence of sentences) terminal.err.write(`conduct: ${visibleText(sentence)}\n`);
  return isAll ? EXIT_CODES.usage : EXIT_CODES.passed;
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
