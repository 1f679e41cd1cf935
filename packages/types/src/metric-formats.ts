import type { BaseUnit } from './base-unit.ts';

/** The words by which numbers in the output of programs are known, each with the unit that its value is given in. */
export const METRIC_FORMATS = {
  iperf3: { sent: 'bit/s', received: 'bit/s', retransmits: '', jitter: 's', loss: '%' },
  ping: { loss: '%', sent: 'pkt', received: 'pkt', min: 's', avg: 's', max: 's', stddev: 's' },
  'pkt-gen': { rate: 'pkt/s', speed: 'pkt/s', bandwidth: 'bit/s', packets: 'pkt' },
  netperf: { throughput: 'bit/s', sent: 'bit/s', transactions: '1/s' },
  wrk: {
    requests: '1/s',
    transfer: 'bit/s',
    errors: '',
    latency: 's',
    'latency-stdev': 's',
    'latency-max': 's',
    p50: 's',
    p75: 's',
    p90: 's',
    p99: 's',
  },
} as const satisfies { readonly [format: string]: { readonly [field: string]: BaseUnit } };

/** A program whose output is known. */
export type MetricFormat = keyof typeof METRIC_FORMATS;

/** A word for a number in the output of a program. */
export type MetricField<F extends MetricFormat> = keyof (typeof METRIC_FORMATS)[F];
