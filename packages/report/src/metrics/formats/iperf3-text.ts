import type { MetricField } from '@conductor/types';
import { type Found, type LineReader, numbersOr } from '../found.ts';
import { parseNumber, parsePrefixed } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

type Field = MetricField<'iperf3'>;

/** `[  4]   0.00-10.00  sec  1.51 GBytes  1.30 Gbits/sec    6             sender`: a closing line of a stream, or of their sum. */
const CLOSING =
  /^\[ *(SUM|\d+)\](?:\[[A-Z-]+\])? +[0-9.]+-[0-9.]+ +sec +[0-9.]+ [KMGT]?Bytes +([0-9.]+) ([KMGT]?)(bits|Bytes)\/sec(.*?) +(sender|receiver)\s*$/;
/** Behind the rate of UDP: `0.016 ms  0/39 (0%)`. */
const UDP = /^ +([0-9.]+) ms +\d+\/\d+ \(([0-9.e+-]+)%\)$/;
/** Behind the rate of TCP, where the system counts them. */
const RETRANSMITS = /^ +(\d+)$/;

const SIDE: { readonly [F in Field]: 'sender' | 'receiver' } = {
  sent: 'sender',
  received: 'receiver',
  retransmits: 'sender',
  jitter: 'receiver',
  loss: 'receiver',
};

/** Reads the closing lines of iperf3: the sum of several streams, where it prints one. Rates in bit/s, jitter in seconds. */
export function iperf3TextReader(field: Field): LineReader {
  const numbers = new Numbers();
  let [streams, sums] = [new Numbers(), new Numbers()];
  let fault: string | undefined;
  let isClosed = false;
  // A server prints one test after the other: each has streams, and a sum of its own or none.
  const closeTest = () => {
    numbers.addAll(sums.count > 0 ? sums : streams);
    [streams, sums] = [new Numbers(), new Numbers()];
  };
  return {
    take: (line) => {
      if (line.startsWith('iperf3: ')) fault ??= line.slice('iperf3: '.length);
      if (line.startsWith('- - -')) closeTest();
      const [, id, rate = '', prefix = '', unit, rest = '', side] = CLOSING.exec(line) ?? [];
      if (side === undefined || side !== SIDE[field]) return;
      isClosed = true;
      const value = numberOf(field, { rate, prefix, unit, rest });
      if (value !== null) (id === 'SUM' ? sums : streams).add(value);
    },
    found: (): Found => {
      closeTest();
      return numbersOr(numbers, reason(field, isClosed, fault));
    },
  };
}

interface Cells {
  readonly rate: string;
  readonly prefix: string;
  readonly unit: string | undefined;
  readonly rest: string;
}

function numberOf(field: Field, { rate, prefix, unit, rest }: Cells): number | null {
  if (field === 'sent' || field === 'received') {
    const value = parsePrefixed(rate, prefix, unit === 'Bytes' ? 1024 : 1000);
    return value === null ? null : value * (unit === 'Bytes' ? 8 : 1);
  }
  if (field === 'retransmits') return parseNumber(RETRANSMITS.exec(rest)?.[1] ?? '');
  const [, jitterMs = '', loss = ''] = UDP.exec(rest) ?? [];
  const value = parseNumber(field === 'jitter' ? jitterMs : loss);
  return value === null || field === 'loss' ? value : value / 1000;
}

function reason(field: Field, isClosed: boolean, fault: string | undefined): string {
  const said = fault === undefined ? '' : `; iperf3 says: ${fault}`;
  if (isClosed) return `iperf3 printed no ${field} in its closing line${said}`;
  return `no closing line of iperf3 ("… bits/sec … ${SIDE[field]}")${said}`;
}
