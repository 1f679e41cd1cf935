import type { Metric, PlayerPlan } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Entry } from '../dialect/document.ts';
import type { Surroundings } from '../read-section.ts';
import { expandEntries, type MeasureEntry, reportComplaint } from './measure-entry.ts';
import { type MetricLine, readMetricLine } from './metric-line.ts';
import { metricName } from './metric-name.ts';
import { resolveSource, type Stage } from './resolve-source.ts';

/** A line of `[Metrics]` that makes sense by itself. */
export interface MetricEntry {
  readonly line: MeasureEntry;
  readonly metric: MetricLine;
  /** Whose file it stands in; `null` for a test file. */
  readonly player: string | null;
}

/** Reads the lines of a `[Metrics]`. A pattern may hold a ` #`, so that there are no comments behind values. */
export function readMetricEntries(
  entries: readonly Entry[],
  around: Surroundings,
  player: string | null,
  findings: Findings,
): MetricEntry[] {
  return expandEntries(entries, around, ({ value }) => value.text, findings).flatMap((line) => {
    const isNamed = checkName(line, findings);
    const metric = readMetricLine(line.text);
    if (metric.kind === 'read') return isNamed ? [{ line, metric, player }] : [];
    reportComplaint('bad-metric', line, metric, findings);
    return [];
  });
}

function checkName({ entry: { spelling, place } }: MeasureEntry, findings: Findings): boolean {
  const reading = metricName(spelling);
  if (reading.kind === 'read') return true;
  const { expected, suggestion } = reading;
  const message = 'a metric cannot have this name: tables and files are headed by it';
  findings.add('bad-metric-name', place, { message, found: spelling, expected, suggestion });
  return false;
}

/** Finds the steps that metrics are read from. Names are those of the whole test. */
export function resolveMetrics(
  entries: readonly MetricEntry[],
  players: readonly PlayerPlan[],
  findings: Findings,
): Metric[] {
  const byName = new Map<string, MetricEntry[]>();
  return entries.flatMap((entry) => {
    const { key } = entry.line.entry;
    const before = byName.get(key) ?? [];
    const first = before.find((other) => !areAlternatives(other, entry, players));
    if (first !== undefined) {
      reportSameName(entry, first, findings);
      return [];
    }
    byName.set(key, [...before, entry]);
    return resolveMetric(entry, players, findings) ?? [];
  });
}

/** Of two players on one host one at the most takes part: what they measure may have one name, if it is one thing. */
function areAlternatives(one: MetricEntry, other: MetricEntry, players: readonly PlayerPlan[]): boolean {
  const [first, second] = [one, other].map((entry) => players.find(({ name }) => name === entry.player));
  if (first === undefined || second === undefined || first === second) return false;
  const isAlike = one.metric.unit === other.metric.unit && one.metric.of === other.metric.of;
  return isAlike && first.address === second.address && first.port === second.port;
}

function reportSameName({ line: { entry }, player }: MetricEntry, first: MetricEntry, findings: Findings): void {
  const { file, line } = first.line.entry.place;
  findings.add('same-metric', entry.place, {
    message: `there is a second metric ${quote(entry.spelling)} in this test; the first is in ${file}, line ${line}`,
    found: entry.spelling,
    suggestion: player === null ? undefined : `${entry.spelling}-${player}`,
  });
}

function resolveMetric(
  { line, metric, player }: MetricEntry,
  players: readonly PlayerPlan[],
  findings: Findings,
): Metric | null {
  const own = players.find(({ name }) => name === player) ?? null;
  const stage: Stage = { players, own };
  const source = resolveSource(metric.source, metric.bytes, stage);
  const since = metric.since === null ? null : resolveSource(metric.since, metric.bytes, stage);
  for (const one of [source, since]) {
    if (one !== null && 'message' in one) reportComplaint('bad-metric', line, one, findings);
  }
  if ('message' in source || (since !== null && 'message' in since)) return null;
  const { spelling, place } = line.entry;
  const { extraction, fold, unit, scale, of } = metric;
  return {
    name: spelling,
    place: { file: place.file, line: place.line },
    text: line.text.replaceAll(/\s+/g, ' '),
    source,
    since,
    extraction,
    fold,
    unit,
    scale,
    of,
  };
}
