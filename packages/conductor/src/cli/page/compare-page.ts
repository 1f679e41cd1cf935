import path from 'node:path';
import { loadToolSettings, settingsPath } from '@conductor/config';
import { compareMetric, MOST_SETS } from '@conductor/report';
import { formatComparisonPage } from '@conductor/report/page';
import type { ParsedOptions } from '../build-program.ts';
import type { Call } from '../call.ts';
import { differencesOf } from '../compare/differences-of.ts';
import { exitCodeOfGates, judgeGates, refuseGates } from '../compare/judge-gates.ts';
import { loadAllCompared } from '../compare/load-compared.ts';
import { matchMetrics } from '../compare/match-metrics.ts';
import { readCompareWishes } from '../compare/read-compare-wishes.ts';
import { usageError } from '../usage-error.ts';
import { deliverPage } from './deliver-page.ts';
import { refuseFormat } from './refuse-format.ts';

/** What a page is called in the directory of the last run that is compared. */
const PAGE = 'comparison.html';

/** `conduct report RUN RUN…`: a page that compares them, the first being the base, with what became of gates. */
export async function comparePage(words: readonly string[], options: ParsedOptions, call: Call): Promise<number> {
  const { gates } = readCompareWishes(options);
  refuseFormat(call);
  refuseGates(words.length, gates);
  if (words.length > MOST_SETS) throw usageError(`up to ${MOST_SETS} runs are compared, and here are ${words.length}`);
  const { settings } = await loadToolSettings('conductor', {}, settingsPath('conductor', call.env));
  const compared = await loadAllCompared(words, call, settings);
  const metrics = matchMetrics(compared, null).map((metric) => compareMetric(metric));
  const verdicts = judgeGates(gates, metrics);
  const page = formatComparisonPage({ metrics, differences: differencesOf(compared), gates: verdicts });
  const directory = compared.at(-1)?.directory ?? null;
  await deliverPage(page, directory === null ? null : path.join(directory, PAGE), call);
  return exitCodeOfGates(verdicts);
}
