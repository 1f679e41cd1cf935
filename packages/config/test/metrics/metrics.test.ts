import type { Metric } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { parseTest } from '../../src/index.ts';

const SINK = `[Coordinator]
player: 10.0.0.1
cmdport: 6970
[Startup]
step1: netstat -s
step2: ping -c 3 10.0.0.2
[Run]
step1: iperf3 -c 10.0.0.2 -J
timeout30: pkt-gen -i ix0 -f tx
timeout30: pkt-gen -i ix1 -f tx
step3: wrk http://10.0.0.2/
[Collect]
fetch1: /tmp/results/*.json
step1: netstat -s
step4: cat /tmp/x
[Reset]
step4: true
`;

/** Reads a test with these lines in `[Metrics]` and `[Checks]`, in the test file or in that of the player. */
function read(metrics: string, checks = '', file: 'test' | 'sink' = 'test') {
  const measured = `[Metrics]\n${metrics}\n[Checks]\n${checks}\n`;
  const test = `[Test]\n[Workers]\nsink: sink.cfg\n${file === 'test' ? measured : ''}`;
  const sink = `${SINK}${file === 'sink' ? measured : ''}`;
  const parsed = parseTest({
    test: { path: 'test.cfg', text: test },
    players: new Map([['sink.cfg', { path: 'sink.cfg', text: sink }]]),
  });
  const errors = parsed.diagnostics.filter(({ severity }) => severity === 'error');
  return { test: parsed.test, errors };
}

function metricOf(line: string, file: 'test' | 'sink' = 'test'): Metric {
  const { test, errors } = read(`m: ${line}`, '', file);
  const [metric] = test?.metrics ?? [];
  if (metric === undefined) throw new Error(JSON.stringify(errors));
  return metric;
}

function errorOf(line: string, checks = '') {
  const { errors } = read(`m: ${line}`, checks);
  return errors[0];
}

describe('a line of [Metrics]', () => {
  it.each<[string, Partial<Metric>]>([
    [
      'sink/step1 iperf3 received',
      {
        extraction: { kind: 'field', format: 'iperf3', field: 'received' },
        unit: 'bit/s',
        scale: 1,
        fold: null,
        of: null,
      },
    ],
    // What iperf3 also says in words is read from either.
    [
      'sink/step1 iperf3 end.sum_received.bits_per_second bit/s of 10 Gbit/s',
      { extraction: { kind: 'field', format: 'iperf3', field: 'received' }, unit: 'bit/s', of: 1e10 },
    ],
    [
      'sink/step1 iperf3 intervals[*].sum.bits_per_second min',
      {
        extraction: {
          kind: 'json',
          path: [
            { kind: 'member', name: 'intervals' },
            { kind: 'every' },
            { kind: 'member', name: 'sum' },
            { kind: 'member', name: 'bits_per_second' },
          ],
        },
        fold: 'min',
        unit: 'bit/s',
        scale: 1,
      },
    ],
    ['sink/step1 iperf3 end.streams[0].sender.mean_rtt', { unit: 's', scale: 1e-6 }],
    ['sink/startup/step2 ping avg ms', { unit: 's', scale: 1 }],
    [
      'sink/timeout30#2 regex /([0-9.]+) pps/ mean kpkt/s',
      {
        extraction: { kind: 'regex', pattern: '([0-9.]+) pps', ignoresCase: false },
        fold: 'mean',
        unit: 'pkt/s',
        scale: 1000,
      },
    ],
    [
      'sink/step3 regex /a \\/ [/] # ; "(\\d+)/i KiB of 4 MiB since sink/startup/step1',
      {
        extraction: { kind: 'regex', pattern: 'a \\/ [/] # ; "(\\d+)', ignoresCase: true },
        unit: 'B',
        scale: 1024,
        of: 2 ** 22,
      },
    ],
    [
      'sink/collect/step1 netstat "tcp: segments retransmitted" since sink/startup/step1',
      { extraction: { kind: 'counter', format: 'netstat', counter: 'tcp: segments retransmitted' }, unit: '' },
    ],
    ['sink/fetch1 file *.json json $.rate MB/s', { unit: 'bit/s', scale: 8e6 }],
    ['sink/step3 wrk p99', { unit: 's' }],
    ['sink/step3 duration', { extraction: { kind: 'duration' }, unit: 's' }],
  ])('%s', (line, expected) => {
    expect(metricOf(line)).toMatchObject(expected);
  });

  it.each<[string, object]>([
    ['sink/step1 ping avg', { player: 'sink', phase: 'run', index: 1, key: 'step1' }],
    ['SINK/Collect/step1 ping avg', { phase: 'collect', index: 2 }],
    // Run has no step2, and one other phase has.
    ['sink/step2 ping avg', { phase: 'startup', index: 2 }],
    ['sink/timeout30#2 ping avg', { phase: 'run', index: 3 }],
    ['sink/step3 err ping avg', { bytes: { kind: 'output', channels: ['err'] } }],
    ['sink/timeout30#1 pkt-gen rate mean', { bytes: { kind: 'output', channels: ['err', 'out'] } }],
    ['sink/fetch1 file /tmp/results/a.json json a', { bytes: { kind: 'file', pattern: '/tmp/results/a.json' } }],
    ['sink/step3 duration', { bytes: { kind: 'step' } }],
  ])('%s is read from that step', (line, source) => {
    expect(metricOf(line).source).toMatchObject(source);
  });

  it('in the file of a player names its steps without the player', () => {
    expect(metricOf('startup/step2 ping loss', 'sink').source).toMatchObject({ player: 'sink', phase: 'startup' });
  });

  it.each<[string, number, string, string | undefined]>([
    ['sink/step9 ping avg', 1, 'player sink has no step "step9"', 'step1'],
    ['snik/step1 ping avg', 1, '"snik" is no player of this test', 'sink'],
    ['step1 ping avg', 1, '"step1" is no player of this test', undefined],
    ['sink/step4 ping avg', 1, 'sink has "step4" in collect and in reset', 'collect/step4'],
    ['sink/timeout30 ping avg', 1, 'has 2 steps "timeout30" in run', undefined],
    ['sink/fetch1 ping avg', 1, 'fetch1 prints nothing', undefined],
    ['sink/step1 file a.txt ping avg', 1, 'step1 brings no files home', undefined],
    ['sink/step1', 11, 'does not say how to find the number', undefined],
    ['sink/step1 pign avg', 12, '"pign" is no format', 'ping'],
    ['sink/step1 ping average', 17, 'ping has no number that is called "average"', undefined],
    ['sink/step1 ping avg Gbit/s', 21, 'ping avg is in s, and not in "Gbit/s"', 's'],
    ['sink/step1 iperf3 end.streams[0].sender.bits_per_second Gbit/s', 57, 'is in bit/s, and not in "Gbit/s"', 'bit/s'],
    ['sink/step1 json a.b Mbps', 21, '"Mbps" is no unit', 'Mbit/s'],
    ['sink/step1 json a.b mbit/s', 21, '"mbit/s" is no unit', 'Mbit/s'],
    ['sink/step1 json a.b Gb/s', 21, '"Gb/s" is no unit', 'Gbit/s'],
    ['sink/step1 json a.b kb/sec', 21, '"kb/sec" is no unit', 'kbit/s'],
    ['sink/step1 json a.b Mib', 21, '"Mib" is no unit', 'Mibit'],
    ['sink/step1 json a.b b/s', 21, '"b/s" is no unit', 'bit/s'],
    ['sink/step1 json a.b GBps', 21, '"GBps" is no unit', 'GB/s'],
    ['sink/step1 json a.b Bps', 21, '"Bps" is no unit', 'B/s'],
    ['sink/step1 json a.b MB/sec', 21, '"MB/sec" is no unit', 'MB/s'],
    ['sink/step1 json a.b KB/s', 21, '"KB/s" is no unit', 'kB/s'],
    ['sink/step1 json a.b maen', 21, '"maen" is no unit', 'mean'],
    ['sink/step1 json a..b', 17, 'json cannot look for "a..b"', undefined],
    ['sink/step1 regex /(a)(b)/', 18, 'regex cannot look for', undefined],
    ['sink/step1 regex /(a/', 18, 'regex cannot look for', undefined],
    ['sink/step1 regex /a', 18, 'has no / at its end', undefined],
    ['sink/step1 json "a b', 17, 'has no " at its end', undefined],
    ['sink/step1 json a bit/s of 10 ms', 28, 'cannot count as its 100 %', undefined],
    ['sink/step1 json a bit/s of', 27, 'cannot count as 100 %', undefined],
    ['sink/step1 json a bit/s bit/s', 25, 'nothing is known to do with "bit/s" here', undefined],
    ['sink/step1 out duration', 1, 'a duration is of the step', undefined],
  ])('%s is an error at column %i of it, with what was meant', (line, column, message, suggestion) => {
    const error = errorOf(line);
    expect(error?.message).toContain(message);
    expect(error?.place).toMatchObject({ file: 'test.cfg', line: 5, column: column + 'm: '.length });
    if (suggestion !== undefined) expect(error?.suggestion).toBe(suggestion);
    expect(error?.expected).toMatch(/\w/);
  });

  it('may hold variables, and a % that stands for itself', () => {
    const { test } = read('m: sink/step1 json %(path)s %\npath: sink/step1 json a.b');
    // The second line is a variable for the first, and a metric itself: its name is one of its section.
    expect(test).toBeNull();
    expect(read('m: sink/step1 json a.b %').test?.metrics[0]).toMatchObject({ unit: '%' });
  });
});

describe('a line of [Checks]', () => {
  it('has an expectation, or several with commas between', () => {
    const { test } = read(
      'rate: sink/step1 iperf3 received of 10 Gbit/s',
      'RATE: mean >= 9.0  Gbit/s, each > 90 %  # enough',
    );
    expect(test?.checks).toEqual([
      {
        metric: 'rate',
        place: { file: 'test.cfg', line: 7 },
        text: 'mean >= 9.0 Gbit/s',
        fold: 'mean',
        operator: '>=',
        bound: 9e9,
        unit: 'bit/s',
      },
      expect.objectContaining({ text: 'each > 90 %', bound: 90, unit: '%' }),
    ]);
  });

  it.each<[string, string, string | undefined]>([
    ['mean 5 Gbit/s', '"mean 5 Gbit/s" compares nothing', undefined],
    ['meen >= 5 Gbit/s', '"meen" is no way to judge trials', 'mean'],
    ['mean >= fast', 'nothing can be compared with "fast"', undefined],
    ['mean >= 5 Gbps', 'nothing can be compared with "5 Gbps"', '5 Gbit/s'],
    ['mean >= 5', 'the metric is in bit/s', undefined],
    ['mean >= 90 %', 'the metric is in bit/s', undefined],
  ])('%s is an error', (line, message, suggestion) => {
    const error = errorOf('sink/step1 iperf3 received', `m: ${line}`);
    expect(error).toMatchObject({ code: 'bad-check', place: { line: 7, column: 4 } });
    expect(error?.message).toContain(message);
    expect(error?.suggestion).toBe(suggestion);
  });
});
