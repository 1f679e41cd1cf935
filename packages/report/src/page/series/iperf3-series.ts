import { iperf3Tests } from '../../metrics/formats/iperf3-tests.ts';
import { jsonDocuments } from '../../metrics/formats/json-documents.ts';
import { parsePrefixed } from '../../metrics/number-text.ts';
import { wordsOf } from './command-words.ts';
import type { PrintedBy, SeriesPoint, SeriesReading } from './series-reading.ts';

/** `[  5]   1.00-2.00   sec   112 MBytes   941 Mbits/sec    0    372 KBytes`: an interval of a stream, or of their sum. */
const INTERVAL =
  /^\[ *(SUM|\d+)\](?:\[[A-Z-]+\])? +([0-9.]+)-([0-9.]+) +sec +[0-9.]+ [KMGT]?Bytes +([0-9.]+) ([KMGT]?)(bits|Bytes)\/sec/;
const CLOSING = /(?:sender|receiver)\s*$/;

/** The rates that iperf3 printed in the course of its time; the text of a server does not say when a test began. */
export function iperf3Series(lines: readonly string[], by: PrintedBy): SeriesReading[] {
  const isJson =
    lines
      .find((line) => line.trim() !== '')
      ?.trimStart()
      .startsWith('{') === true;
  if (isJson) return jsonSeries(lines.join('\n'), by);
  return isServer(by.command) ? [] : reading(textPoints(lines), 0);
}

function reading(points: readonly SeriesPoint[], ownUncertaintyMs: number): SeriesReading[] {
  return points.length === 0 ? [] : [{ subject: 'iperf3', label: '', unit: 'bit/s', ownUncertaintyMs, points }];
}

function textPoints(lines: readonly string[]): SeriesPoint[] {
  const streams = new Map<number, number>();
  const sums = new Map<number, number>();
  for (const line of lines) {
    const interval = intervalOf(line);
    if (interval === null) continue;
    const { isSum, atMs, bits } = interval;
    if (isSum) sums.set(atMs, bits);
    else streams.set(atMs, (streams.get(atMs) ?? 0) + bits);
  }
  return Array.from(sums.size > 0 ? sums : streams);
}

/** What a line says of an interval, whose time is its middle; `null` for any other line. */
function intervalOf(line: string): { isSum: boolean; atMs: number; bits: number } | null {
  const [, id, from, to, rate = '', prefix = '', unit] = INTERVAL.exec(line) ?? [];
  if (id === undefined || CLOSING.test(line)) return null;
  const value = parsePrefixed(rate, prefix, unit === 'Bytes' ? 1024 : 1000);
  const atMs = 500 * (Number(from) + Number(to));
  if (value === null || !Number.isFinite(atMs)) return null;
  return { isSum: id === 'SUM', atMs, bits: unit === 'Bytes' ? value * 8 : value };
}

/** A test of a client begins with its step. That of a server began when its JSON says, to the second by the player's wall clock. */
function jsonSeries(text: string, { command, startMs }: PrintedBy): SeriesReading[] {
  const read = jsonDocuments(text);
  if (read.kind !== 'documents') return [];
  const server = isServer(command);
  const points = iperf3Tests(read.documents).flatMap((test) => {
    const beganMs = server ? Number(at(test, 'start', 'timestamp', 'timesecs')) * 1000 - startMs : 0;
    return Number.isFinite(beganMs) ? intervalPoints(test, beganMs) : [];
  });
  return reading(points, server ? 1000 : 0);
}

function intervalPoints(test: unknown, beganMs: number): SeriesPoint[] {
  const intervals = at(test, 'intervals');
  if (!Array.isArray(intervals)) return [];
  return intervals.flatMap((interval): SeriesPoint[] => {
    const [from, to, rate] = ['start', 'end', 'bits_per_second'].map((name) => at(interval, 'sum', name));
    if (typeof from !== 'number' || typeof to !== 'number' || typeof rate !== 'number') return [];
    return [[beganMs + 500 * (from + to), rate]];
  });
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inside, name) => (isObject(inside) ? inside[name] : undefined), value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isServer(command: string): boolean {
  return (wordsOf(command, 'iperf3') ?? []).some((word) => /^(?:--server|-[a-zA-Z0-9]*s[a-zA-Z]*)$/.test(word));
}
