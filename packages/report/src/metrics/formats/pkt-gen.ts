import type { MetricField } from '@conductor/types';
import { type LineReader, numbersOr } from '../found.ts';
import { parsePrefixed } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

/**
 * What pkt-gen of netmap reports, while it runs and at its end, as its main_thread and tx_output print it: numbers are whole, or have three
 * decimals and a prefix.
 */
const PATTERNS: { readonly [F in MetricField<'pkt-gen'>]: RegExp } = {
  /** `118.378990 main_thread [1418] 13381095 pps (…)`, `… [2781] 14.880 Mpps (…)`. */
  rate: /\bmain_thread \[\d+\] ([0-9.]+) ?([KMG]?)pps\b/,
  /** `Speed: 14.880 Mpps Bandwidth: 7.142 Gbps (raw 9.999 Gbps)…`. */
  speed: /^Speed: ([0-9.]+) ?([KMG]?)pps\b/,
  bandwidth: /^Speed: .*?\bBandwidth: ([0-9.]+) ?([KMG]?)bps\b/,
  /** `Sent 148800000 packets 8928000000 bytes …`, `Received …`, and with a comma in older ones. */
  packets: /^(?:Sent|Received) (\d+)() packets\b/,
};

const MEANING: { readonly [F in MetricField<'pkt-gen'>]: string } = {
  rate: 'no line of a second ("main_thread […] … pps")',
  speed: 'no closing line ("Speed: … pps"); pkt-gen prints it when it ends by itself or on SIGINT',
  bandwidth: 'no closing line ("Bandwidth: … bps"); pkt-gen prints it when it ends by itself or on SIGINT',
  packets: 'no closing line ("Sent … packets"); pkt-gen prints it when it ends by itself or on SIGINT',
};

/** Reads packets and rates of pkt-gen: `rate` once a second, the others at its end. */
export function pktGenReader(field: MetricField<'pkt-gen'>): LineReader {
  const numbers = new Numbers();
  return {
    take: (line) => {
      const [, number, prefix = ''] = PATTERNS[field].exec(line) ?? [];
      const value = number === undefined ? null : parsePrefixed(number, prefix, 1000);
      if (value !== null) numbers.add(value);
    },
    found: () => numbersOr(numbers, MEANING[field]),
  };
}
