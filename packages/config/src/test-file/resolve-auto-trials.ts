import type { UntilPrecise } from '@conductor/types';
import { nearestWord } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { NamedMetrics } from '../metrics/read-checks.ts';
import type { AutoTrials } from './auto-trials.ts';

/** Finds the metric that `trials: auto` means; `null` after a finding, which may be one about that metric. */
export function resolveAutoTrials(
  { place, metric: wanted, percent, fewest }: AutoTrials,
  { metrics, named }: NamedMetrics,
  findings: Findings,
): UntilPrecise | null {
  const names = metrics.map(({ name }) => name);
  const expected = names.length === 0 ? 'a metric: a line of [Metrics]' : names.slice(0, 20).join(', ');
  if (wanted === null) {
    const [only, ...others] = names;
    if (only !== undefined && others.length === 0) return { metric: only, percent, fewest };
    if (only === undefined && named.size > 0) return null;
    const message = `trials: auto needs ${only === undefined ? 'a metric' : 'to know which metric: write precision_metric'}`;
    findings.add('unknown-metric', place, { message, expected });
    return null;
  }
  const found = names.find((name) => name.toLowerCase() === wanted.text.toLowerCase());
  if (found !== undefined) return { metric: found, percent, fewest };
  if (named.has(wanted.text.toLowerCase())) return null;
  const message = `${quote(wanted.text)} is no metric of this test`;
  const suggestion = nearestWord(wanted.text, names);
  findings.add('unknown-metric', wanted.place, { message, found: wanted.text, expected, suggestion });
  return null;
}
