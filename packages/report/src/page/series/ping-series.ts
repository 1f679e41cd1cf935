import { wordAfter } from './command-words.ts';
import type { PrintedBy, SeriesPoint, SeriesReading } from './series-reading.ts';

/** `[1700000000.123456] 64 bytes from 10.0.0.2: icmp_seq=3 ttl=64 time=0.041 ms`; the first part with `-D` alone. */
const REPLY = /^(?:\[(\d+\.\d+)\] )?\d+ bytes from .*?icmp_seq=(\d+) .*?time=([0-9.]+) ms/;
const DEFAULT_INTERVAL_S = 1;

/** The round trips that ping printed: by its own times where it has them (`-D`), else by its interval and the numbers of its packets. */
export function pingSeries(lines: readonly string[], { command, startMs }: PrintedBy): SeriesReading[] {
  const intervalMs = 1000 * (Number(wordAfter(command, 'ping', '-i')) || DEFAULT_INTERVAL_S);
  const points: SeriesPoint[] = [];
  // Linux counts from 1, FreeBSD from 0.
  let first = 1;
  let last = Number.NaN;
  for (const line of lines) {
    const [, stamp, sequence, time] = REPLY.exec(line) ?? [];
    if (sequence === undefined) continue;
    const number = Number(sequence);
    if (number === 0 && points.length === 0) first = 0;
    const atMs = stamp === undefined ? (number - first) * intervalMs : Number(stamp) * 1000 - startMs;
    if (number > last + 1) points.push([atMs, null]);
    points.push([atMs, Number(time)]);
    last = number;
  }
  return points.length === 0 ? [] : [{ subject: 'ping', label: '', unit: 'ms', ownUncertaintyMs: 0, points }];
}
