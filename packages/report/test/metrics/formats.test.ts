import { readFileSync } from 'node:fs';
import type { Extraction, Fold } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteExtraction, extract } from '../../src/metrics/extract.ts';
import type { Found } from '../../src/metrics/found.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const outputs = new URL('./outputs/', import.meta.url);

function fileOf(name: string): string {
  return new URL(`${name}.txt`, outputs).pathname;
}

function field(format: Extract<Extraction, { kind: 'field' }>['format'], name: string): ByteExtraction {
  return { kind: 'field', format, field: name };
}

function counter(format: 'netstat' | 'nstat', name: string): ByteExtraction {
  return { kind: 'counter', format, counter: name };
}

const json = (...names: readonly string[]): ByteExtraction => ({
  kind: 'json',
  path: names.map((name) => (name === '*' ? { kind: 'every' } : { kind: 'member', name })),
});

const regex = (pattern: string, ignoresCase = false): ByteExtraction => ({ kind: 'regex', pattern, ignoresCase });

async function find(file: string, extraction: ByteExtraction): Promise<Found> {
  return await extract(file, extraction, () => undefined);
}

async function numberIn(file: string, extraction: ByteExtraction, fold: Fold | null = null): Promise<number | string> {
  const found = await find(file, extraction);
  if (found.kind === 'nothing') return found.reason;
  return found.numbers.fold(fold) ?? `${found.numbers.count} numbers`;
}

async function numberOf(text: string, extraction: ByteExtraction, fold: Fold | null = null) {
  using file = temporaryFile(text);
  return await numberIn(file.path, extraction, fold);
}

describe('a number in what a program prints', () => {
  it.each<[string, ByteExtraction, number]>([
    ['iperf3-freebsd', field('iperf3', 'received'), 1.3e9],
    ['iperf3-freebsd', field('iperf3', 'sent'), 1.3e9],
    ['iperf3-3.12-linux-tcp', field('iperf3', 'retransmits'), printed('iperf3-3.12-linux-tcp', /(\d+) +sender/)],
    [
      'iperf3-3.12-linux-tcp',
      field('iperf3', 'received'),
      printed('iperf3-3.12-linux-tcp', /([0-9.]+) Gbits\/sec +receiver/) * 1e9,
    ],
    [
      'iperf3-3.12-linux-server',
      field('iperf3', 'received'),
      printed('iperf3-3.12-linux-server', /([0-9.]+) Gbits\/sec +receiver/) * 1e9,
    ],
    // Of the test that a client made; then comes that which the server was ended in.
    [
      'iperf3-3.12-linux-server-json',
      field('iperf3', 'received'),
      printed('iperf3-3.12-linux-server-json', /"sum_received".*?"bits_per_second":\s*([0-9.]+)/s),
    ],
    // Of several streams their sum.
    [
      'iperf3-3.12-linux-parallel',
      field('iperf3', 'received'),
      printed('iperf3-3.12-linux-parallel', /SUM.*?([0-9.]+) Gbits\/sec +receiver/) * 1e9,
    ],
    ['iperf3-3.12-linux-udp', field('iperf3', 'loss'), 0],
    [
      'iperf3-3.12-linux-udp',
      field('iperf3', 'jitter'),
      printed('iperf3-3.12-linux-udp', /([0-9.]+) ms +\S+ \(0%\) +receiver/) / 1000,
    ],
    [
      'iperf3-3.12-linux-tcp-json',
      field('iperf3', 'received'),
      printed('iperf3-3.12-linux-tcp-json', /"sum_received".*?"bits_per_second":\s*([0-9.]+)/s),
    ],
    [
      'iperf3-3.12-linux-parallel-json',
      field('iperf3', 'retransmits'),
      printed('iperf3-3.12-linux-parallel-json', /"sum_sent".*?"retransmits":\s*(\d+)/s),
    ],
    [
      'iperf3-3.12-linux-udp-json',
      field('iperf3', 'jitter'),
      printed('iperf3-3.12-linux-udp-json', /"end".*?"sum".*?"jitter_ms":\s*([0-9.e-]+)/s) / 1000,
    ],
    [
      'iperf3-3.12-linux-udp-json',
      field('iperf3', 'loss'),
      printed('iperf3-3.12-linux-udp-json', /"end".*?"lost_percent":\s*([0-9.]+)/s),
    ],
    [
      'iperf3-3.12-linux-tcp-json',
      json('end', 'cpu_utilization_percent', 'host_total'),
      printed('iperf3-3.12-linux-tcp-json', /"host_total":\s*([0-9.]+)/),
    ],
    ['ping-freebsd', field('ping', 'loss'), 0],
    ['ping-freebsd', field('ping', 'avg'), 0.000276],
    ['ping-freebsd', field('ping', 'stddev'), 0.000023],
    ['ping-iputils-20221126', field('ping', 'sent'), 3],
    [
      'ping-iputils-20221126',
      field('ping', 'stddev'),
      printed('ping-iputils-20221126', /mdev = .*\/([0-9.]+) ms/) / 1000,
    ],
    ['ping-iputils-20221126-lost', field('ping', 'loss'), 100],
    ['ping-iputils-20221126-lost', field('ping', 'received'), 0],
    ['pkt-gen-closing', field('pkt-gen', 'speed'), 14.88e6],
    ['pkt-gen-closing', field('pkt-gen', 'bandwidth'), 7.142e9],
    ['pkt-gen-closing', field('pkt-gen', 'packets'), 148_800_000],
    ['netperf-tcp-stream', field('netperf', 'throughput'), 9413.25e6],
    ['netperf-udp-stream', field('netperf', 'throughput'), 9213.91e6],
    ['netperf-udp-stream', field('netperf', 'sent'), 9500.88e6],
    ['netperf-tcp-rr', field('netperf', 'transactions'), 25467.25],
    ['wrk-4.1.0-linux', field('wrk', 'requests'), printed('wrk-4.1.0-linux', /Requests\/sec: +([0-9.]+)/)],
    [
      'wrk-4.1.0-linux',
      field('wrk', 'transfer'),
      printed('wrk-4.1.0-linux', /Transfer\/sec: +([0-9.]+)MB/) * 8 * 2 ** 20,
    ],
    ['wrk-4.1.0-linux', field('wrk', 'p99'), printed('wrk-4.1.0-linux', /99% +([0-9.]+)ms/) / 1000],
    [
      'wrk-4.1.0-linux',
      field('wrk', 'latency-max'),
      printed('wrk-4.1.0-linux', /Latency +\S+ +\S+ +([0-9.]+)ms/) / 1000,
    ],
    ['wrk-4.1.0-linux', field('wrk', 'errors'), printed('wrk-4.1.0-linux', /Non-2xx.*: (\d+)/)],
    [
      'nstat-iproute2-6.1.0',
      counter('nstat', 'tcpRetransSegs'),
      printed('nstat-iproute2-6.1.0', /TcpRetransSegs +(\d+)/),
    ],
    [
      'netstat-net-tools-2.10',
      counter('netstat', 'segments retransmitted'),
      printed('netstat-net-tools-2.10', /(\d+) segments retransmitted/),
    ],
    [
      'netstat-net-tools-2.10',
      counter('netstat', 'TCPSackRecovery'),
      printed('netstat-net-tools-2.10', /TCPSackRecovery: (\d+)/),
    ],
    [
      'netstat-net-tools-2.10',
      counter('netstat', 'Icmp: ICMP output histogram: echo requests'),
      printed('netstat-net-tools-2.10', /output histogram:\s+echo requests: (\d+)/),
    ],
    [
      'netstat-net-tools-2.10',
      counter('netstat', 'Quick ack mode was activated times'),
      printed('netstat-net-tools-2.10', /activated (\d+) times/),
    ],
    ['netstat-freebsd', counter('netstat', 'data packets retransmitted'), 1],
    ['netstat-freebsd', counter('netstat', 'ip6: packets sent from this host'), 12],
  ])('in %s, %o: %d', async (name, extraction, expected) => {
    expect(await numberIn(fileOf(name), extraction)).toBe(expected);
  });

  it('is one of several by the way that is said', async () => {
    const rates = (fold: Fold) => numberIn(fileOf('pkt-gen-freebsd'), field('pkt-gen', 'rate'), fold);
    expect(await rates('first')).toBe(13_381_095);
    expect(await rates('last')).toBe(13_410_168);
    expect(await rates('min')).toBe(13_381_095);
    expect(await numberIn(fileOf('pkt-gen-closing'), field('pkt-gen', 'rate'), 'mean')).toBeCloseTo(14.8795e6, 3);
    expect(await numberIn(fileOf('pkt-gen-closing'), field('pkt-gen', 'rate'))).toBe('2 numbers');
  });

  it('is one of each test that a server of iperf3 ran, of which some have sums of streams', async () => {
    const of = (name: string) => readFileSync(fileOf(name), 'utf8');
    const [many, one] = [of('iperf3-3.12-linux-parallel'), of('iperf3-3.12-linux-tcp')];
    const received = field('iperf3', 'received');
    const [sum, single] = [await numberOf(many, received), await numberOf(one, received)];
    expect(await numberOf(many + one, received)).toBe('2 numbers');
    expect(await numberOf(many + one, received, 'first')).toBe(sum);
    expect(await numberOf(many + one, received, 'last')).toBe(single);
    expect(await numberOf(many + one, received, 'mean')).toBeCloseTo((Number(sum) + Number(single)) / 2, -3);
  });

  it('is found by a pattern in each line, at each place', async () => {
    const text = 'rate 1 2\r\nRATE 3\nx';
    expect(await numberOf(text, regex('rate (\\S+)'))).toBe(1);
    expect(await numberOf(text, regex('rate (\\S+)', true), 'sum')).toBe(4);
    expect(await numberOf(text, regex('\\d'), 'last')).toBe(3);
    expect(await numberOf(text, regex('\\d$'), 'first')).toBe(2);
    expect(await numberOf('-1.5e3 +.25', regex('\\S+'), 'sum')).toBe(-1499.75);
  });

  it('is found in a JSON document, or in one that each line is', async () => {
    expect(await numberOf('[{"a":1},{"a":"2.5"}]', json('*', 'a'), 'sum')).toBe(3.5);
    expect(await numberOf('{"a":1}\n{"b":7}\n\n{"a":3}\n', json('a'), 'mean')).toBe(2);
    expect(await numberOf('{"__proto__":{"a":1}}', json('__proto__', 'a'))).toBe(1);
  });
});

describe('where no number is', () => {
  it.each<[string, ByteExtraction, string]>([
    ['iperf3-3.12-linux-refused', field('iperf3', 'received'), 'unable to connect to server'],
    ['iperf3-3.12-linux-refused-json', field('iperf3', 'received'), 'unable to connect to server'],
    [
      'iperf3-3.12-linux-tcp-json',
      json('end', 'sum_recieved'),
      'no member "sum_recieved" at end (there are: streams, sum_sent',
    ],
    ['iperf3-3.12-linux-tcp-json', json('end', 'sum_sent'), 'no number at end.sum_sent, but {'],
    ['iperf3-3.12-linux-server', field('iperf3', 'sent'), 'no closing line of iperf3 ("… bits/sec … sender")'],
    ['iperf3-freebsd', field('iperf3', 'jitter'), 'iperf3 printed no jitter in its closing line'],
    ['iperf3-freebsd', json('end'), 'it is not JSON, or not all of it'],
    ['ping-iputils-20221126-lost', field('ping', 'avg'), 'ping had no reply to take avg of (100% packet loss)'],
    ['wrk-4.1.0-linux-refused', field('wrk', 'errors'), 'no closing lines of wrk'],
    ['netperf-tcp-rr', field('netperf', 'throughput'), 'no table of netperf with a throughput'],
    ['nstat-iproute2-6.1.0', counter('nstat', 'TcpRetrans'), 'no line of nstat with TcpRetrans'],
    [
      'netstat-freebsd',
      counter('netstat', 'total packets received'),
      'is in several parts of it; write which, as in "ip: …"',
    ],
    ['pkt-gen-freebsd', field('pkt-gen', 'speed'), 'no closing line'],
    ['pkt-gen-freebsd', regex('(Source)'), '/(Source)/ finds "Source", which is no number'],
  ])('in %s, %o, it says what is there instead', async (name, extraction, reason) => {
    expect(await numberIn(fileOf(name), extraction)).toContain(reason);
  });

  it('of an output that was cut short, no part is taken for the whole', async () => {
    const whole = readFileSync(fileOf('iperf3-3.12-linux-tcp-json'), 'utf8');
    for (const part of [0, 1, 10, whole.length / 2, whole.length - 3]) {
      expect(typeof (await numberOf(whole.slice(0, part), field('iperf3', 'received')))).toBe('string');
    }
  });
});

const EVERYTHING: readonly ByteExtraction[] = [
  field('iperf3', 'received'),
  field('iperf3', 'loss'),
  field('ping', 'avg'),
  field('ping', 'sent'),
  field('pkt-gen', 'rate'),
  field('netperf', 'throughput'),
  field('wrk', 'latency'),
  field('wrk', 'errors'),
  counter('netstat', 'ip: packets received'),
  counter('nstat', 'x'),
  json('a', '*'),
  json(),
  regex('([0-9.]+)'),
];

const pieces = fc.constantFrom(
  '{"end":{"sum_received":',
  '[  5] 0.00-1.00 sec 1 MBytes 9e999 Gbits/sec receiver',
  '9'.repeat(400),
  '\n',
  '\r',
  '}',
  '\0',
  '1e400',
  ' ',
  'Ip:',
);
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => new TextEncoder().encode(parts.join(''))),
);

describe('whatever the bytes are', () => {
  it('there is a number, or a reason', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.constantFrom(...EVERYTHING), async (bytes, extraction) => {
        using file = temporaryFile(bytes);
        const found = await find(file.path, extraction);
        if (found.kind === 'nothing') expect(found.reason).toMatch(/\w/);
        else
          for (const fold of ['first', 'last', 'min', 'max'] as const)
            expect(found.numbers.fold(fold)).toSatisfy(Number.isFinite);
      }),
      { numRuns: 300 },
    );
  });
});

/** What a program printed, as another pattern finds it. */
function printed(name: string, pattern: RegExp): number {
  return Number(pattern.exec(readFileSync(fileOf(name), 'utf8'))?.[1]);
}
