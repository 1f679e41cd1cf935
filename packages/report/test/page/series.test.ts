import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { iperf3Series } from '../../src/page/series/iperf3-series.ts';
import { pingSeries } from '../../src/page/series/ping-series.ts';
import { thinOut } from '../../src/page/series/thin-out.ts';
import { vmstatSeries } from '../../src/page/series/vmstat-series.ts';

const START_MS = Date.parse('2026-11-23T23:15:00.000Z');

function stored(name: string): string[] {
  return readFileSync(new URL(`../metrics/outputs/${name}`, import.meta.url), 'utf8').split('\n');
}

/** The points of the only series that a program printed. */
function pointsOf(read: typeof pingSeries, command: string, lines: readonly string[]) {
  const series = read(lines, { command, startMs: START_MS });
  expect(series.length).toBeLessThanOrEqual(1);
  return series[0]?.points ?? [];
}

describe('what ping printed', () => {
  test('stands where its interval puts each packet, with a gap where one was lost', () => {
    const lines = [1, 2, 5].map((at) => `64 bytes from 10.0.0.2: icmp_seq=${at} ttl=64 time=0.${at} ms`);
    expect(pointsOf(pingSeries, 'sleep 1; ping -i 0.2 10.0.0.2', lines)).toEqual([
      [0, 0.1],
      [200, 0.2],
      [800, null],
      [800, 0.5],
    ]);
  });

  test('counts from 0 where FreeBSD wrote it', () => {
    const points = pointsOf(pingSeries, '/sbin/ping -c 3 10.0.0.2', stored('ping-freebsd.txt'));
    expect(points.map(([atMs]) => atMs)).toEqual(points.map((_, at) => at * 1000));
    expect(points.length).toBeGreaterThan(1);
  });

  test('stands at its own times where it printed them', () => {
    const line = `[${START_MS / 1000 + 2}.250000] 64 bytes from 10.0.0.2: icmp_seq=9 ttl=64 time=0.3 ms`;
    expect(pointsOf(pingSeries, 'ping -D 10.0.0.2', [line])).toEqual([[2250, 0.3]]);
  });
});

describe('what vmstat printed', () => {
  test('is how busy processors were, without the line that tells of the time since the boot', () => {
    const lines = ['procs --memory--', ' r b us sy id wa', ' 1 0 1 1 98 0', ' 1 0 5 5 90 0', ' 1 0 50 25 25 0'];
    expect(pointsOf(vmstatSeries, 'vmstat -n 2 10', lines)).toEqual([
      [2000, 10],
      [4000, 75],
    ]);
    expect(pointsOf(vmstatSeries, 'vmstat', lines)).toEqual([]);
  });
});

describe('what iperf3 printed', () => {
  test('is its rate in the middle of each interval, of several streams their sum', () => {
    const points = pointsOf(iperf3Series, 'iperf3 -c 10.0.0.2', stored('iperf3-3.12-linux-tcp.txt'));
    expect(points[0]?.[0]).toBe(500);
    const sums = pointsOf(iperf3Series, 'iperf3 -c 10.0.0.2 -P 2', stored('iperf3-3.12-linux-parallel.txt'));
    expect(sums.length).toBeGreaterThan(0);
    for (const [, rate] of [...points, ...sums]) expect(rate).toBeGreaterThan(1e6);
  });

  test('is the same from its JSON, also where each part stands on a line of its own', () => {
    const text = stored('iperf3-3.12-linux-tcp-json.txt');
    const whole = pointsOf(iperf3Series, 'iperf3 -c 10.0.0.2 -J', text);
    const { start, intervals, end } = JSON.parse(text.join('\n'));
    const parts = [['start', start], ...intervals.map((one: unknown) => ['interval', one]), ['end', end]];
    const lines = parts.map(([event, data]) => JSON.stringify({ event, data }));
    expect(whole.length).toBe(intervals.length);
    expect(pointsOf(iperf3Series, 'iperf3 -c 10.0.0.2 --json-stream', lines)).toEqual(whole);
  });

  test('of a server has its place from the second that its JSON names, and of its text none', () => {
    const interval = { sum: { start: 0, end: 1, bits_per_second: 5e9 } };
    const start = { timestamp: { timesecs: START_MS / 1000 + 3 } };
    const text = `${JSON.stringify({ start, intervals: [interval] }, null, 2)}\n${JSON.stringify({ start: {}, error: 'interrupt' }, null, 2)}\n`;
    const [series] = iperf3Series(text.split('\n'), { command: 'iperf3 -s -J', startMs: START_MS });
    expect(series).toMatchObject({ ownUncertaintyMs: 1000, points: [[3500, 5e9]] });
    expect(pointsOf(iperf3Series, 'iperf3 -s', stored('iperf3-3.12-linux-server.txt'))).toEqual([]);
  });
});

test('of many points those stay that a drawing would miss: the least and the greatest of each stretch', () => {
  const points = Array.from({ length: 10_000 }, (_, at) => [at, at === 5_000 ? 99 : at % 3] as const);
  const thin = thinOut(points, 100);
  expect(thin.length).toBeLessThanOrEqual(100);
  expect(thin).toContainEqual([5_000, 99]);
  expect(thinOut([[0.4, 1.234567]], 100)).toEqual([[0, 1.2346]]);
});
