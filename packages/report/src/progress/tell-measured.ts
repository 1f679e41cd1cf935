import { type CheckResult, type MetricReading, type RunEvent, visibleText } from '@conductor/types';
import { measuredText } from '../text/measured-text.ts';
import type { Colour } from '../text/paint.ts';
import type { Telling } from './telling.ts';

/** A line for each metric of a trial: its value, or why it has none. */
export function tellMeasured(
  { metrics, writer }: Telling,
  { time, trial, readings }: Extract<RunEvent, { kind: 'trial-measured' }>,
): string[] {
  return readings.flatMap((reading: MetricReading) => {
    const metric = metrics.get(reading.metric);
    if (metric === undefined) return [];
    const text = visibleText(`${reading.metric}: ${measuredText(reading, metric)}`);
    return [writer.line({ time, trial, text, ...(reading.kind === 'none' ? { colour: 'yellow' } : {}) })];
  });
}

const COLOUR: { readonly [V in CheckResult['verdict']]: Colour } = { passed: 'green', failed: 'red' };

/** A line for each check that failed; those that passed are told in verbose telling. */
export function tellChecks(
  { verbose, writer }: Telling,
  { time, checks }: Extract<RunEvent, { kind: 'checks-settled' }>,
): string[] {
  return checks
    .filter(({ verdict }) => verbose || verdict === 'failed')
    .map(({ metric, caseName, text, verdict, found }) => {
      const name = caseName === '' ? metric : `${metric}, ${caseName}`;
      const sentence = visibleText(`check ${verdict}: ${name}: ${text}: ${found}`);
      return writer.line({ time, text: sentence, colour: COLOUR[verdict] });
    });
}
