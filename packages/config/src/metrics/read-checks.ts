import { type Check, type Metric, nearestWord } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Entry } from '../dialect/document.ts';
import { stripComment } from '../dialect/strip-comment.ts';
import type { Surroundings } from '../read-section.ts';
import { type Expectation, readCheckLine } from './check-line.ts';
import { complaint } from './complaint.ts';
import { expandEntries, type MeasureEntry, reportComplaint } from './measure-entry.ts';

/** A line of `[Checks]` that makes sense by itself. */
export interface CheckEntry {
  readonly line: MeasureEntry;
  readonly expectations: readonly Expectation[];
}

/** Reads the lines of a `[Checks]`; ` # …` behind a value is a comment. */
export function readCheckEntries(entries: readonly Entry[], around: Surroundings, findings: Findings): CheckEntry[] {
  return expandEntries(entries, around, ({ value }) => stripComment(value.text), findings).flatMap((line) => {
    const read = readCheckLine(line.text);
    if (!('kind' in read)) return [{ line, expectations: read }];
    reportComplaint('bad-check', line, read, findings);
    return [];
  });
}

/** The metrics of a test, and the keys of all that it names: what is wrong with one of those is told of itself. */
export interface NamedMetrics {
  readonly metrics: readonly Metric[];
  readonly named: ReadonlySet<string>;
}

/** Finds the metrics that checks are of, and holds the units against theirs. */
export function resolveChecks(
  entries: readonly CheckEntry[],
  { metrics, named }: NamedMetrics,
  findings: Findings,
): Check[] {
  return entries.flatMap(({ line, expectations }) => {
    const { key, spelling, place } = line.entry;
    const metric = metrics.find(({ name }) => name.toLowerCase() === key);
    if (metric === undefined) {
      if (named.has(key)) return [];
      const names = metrics.map(({ name }) => name);
      const message = `${quote(spelling)} is no metric of this test`;
      const expected = names.length === 0 ? 'a metric: a line of [Metrics]' : names.slice(0, 20).join(', ');
      findings.add('unknown-metric', place, {
        message,
        found: spelling,
        expected,
        suggestion: nearestWord(spelling, names),
      });
      return [];
    }
    return expectations.flatMap((expectation) => checkOf(expectation, metric, line, findings) ?? []);
  });
}

function checkOf(expectation: Expectation, metric: Metric, line: MeasureEntry, findings: Findings): Check | null {
  const { offset, ...rest } = expectation;
  const isPart = rest.unit === '%' && metric.of !== null;
  if (rest.unit === metric.unit || isPart) {
    const { file, line: number } = line.entry.place;
    return { metric: metric.name, place: { file, line: number }, ...rest };
  }
  const expected =
    metric.unit === '' ? 'a plain number' : `${metric.unit}, with a prefix${metric.of === null ? '' : ', or %'}`;
  const message = `the metric is ${metric.unit === '' ? 'a plain number' : `in ${metric.unit}`}, and ${quote(rest.text)} is not`;
  reportComplaint('bad-check', line, complaint(offset, { message, found: rest.text, expected }), findings);
  return null;
}
