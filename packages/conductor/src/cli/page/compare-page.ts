import path from 'node:path';
import { loadToolSettings, settingsPath } from '@conductor/config';
import { compareMetric, MOST_SETS } from '@conductor/report';
import { formatComparisonPage } from '@conductor/report/page';
import { EXIT_CODES } from '@conductor/types';
import type { Call } from '../call.ts';
import { differencesOf } from '../compare/differences-of.ts';
import { loadCompared } from '../compare/load-compared.ts';
import { matchMetrics } from '../compare/match-metrics.ts';
import { usageError } from '../usage-error.ts';
import { deliverPage } from './deliver-page.ts';
import { refuseFormat } from './refuse-format.ts';

/** What a page is called in the directory of the last run that is compared. */
const PAGE = 'comparison.html';

/** `conduct report RUN RUN…`: a page that compares them, the first being the base. */
export async function comparePage(words: readonly string[], call: Call): Promise<number> {
  refuseFormat(call);
  if (words.length > MOST_SETS) throw usageError(`up to ${MOST_SETS} runs are compared, and here are ${words.length}`);
  const { settings } = await loadToolSettings('conductor', {}, settingsPath('conductor', call.env));
  const compared = await Promise.all(words.map((word) => loadCompared(word, call, settings)));
  const metrics = matchMetrics(compared, null).map((metric) => compareMetric(metric));
  const page = formatComparisonPage({ metrics, differences: differencesOf(compared), gates: [] });
  const directory = compared.at(-1)?.directory ?? null;
  await deliverPage(page, directory === null ? null : path.join(directory, PAGE), call);
  return EXIT_CODES.passed;
}
