import type { JsonStep, MetricField } from '@conductor/types';
import type { Found } from '../found.ts';
import { iperf3Tests } from './iperf3-tests.ts';
import { jsonNumbers } from './json-numbers.ts';

type Field = MetricField<'iperf3'>;

/** Where each number is: the first place that has one counts. UDP has its sums in a place of their own. */
const PLACES: { readonly [F in Field]: readonly (readonly string[])[] } = {
  sent: [
    ['sum_sent', 'bits_per_second'],
    ['sum', 'bits_per_second'],
  ],
  received: [['sum_received', 'bits_per_second']],
  retransmits: [['sum_sent', 'retransmits']],
  jitter: [['sum', 'jitter_ms']],
  loss: [['sum', 'lost_percent']],
};

/** Reads a number from the JSON of iperf3 (`-J`, `--json-stream`). Rates in bit/s, jitter in seconds. */
export function iperf3Json(documents: readonly unknown[], field: Field): Found {
  const tests = iperf3Tests(documents);
  let first: Found | undefined;
  for (const names of PLACES[field]) {
    const found = jsonNumbers(
      tests,
      ['end', ...names].map((name): JsonStep => ({ kind: 'member', name })),
    );
    if (found.kind === 'numbers')
      return field === 'jitter' ? { ...found, numbers: found.numbers.dividedBy(1000) } : found;
    first ??= found;
  }
  return first ?? { kind: 'nothing', reason: `no ${field}` };
}
