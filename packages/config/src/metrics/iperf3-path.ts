import type { Extraction, MetricField } from '@conductor/types';
import { type Reader, read } from '../values/reading.ts';
import { type Unit, unit } from '../values/unit.ts';
import { jsonPath } from './json-path.ts';

/** Paths that stand in the text of iperf3 as well, and so are read from either. */
const FIELDS: ReadonlyMap<string, MetricField<'iperf3'>> = new Map([
  ['end.sum_sent.bits_per_second', 'sent'],
  ['end.sum_received.bits_per_second', 'received'],
  ['end.sum_sent.retransmits', 'retransmits'],
  ['end.sum.jitter_ms', 'jitter'],
  ['end.sum.lost_percent', 'loss'],
]);

/** What iperf3 writes its numbers in, by the last word of the path. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['bits_per_second', 'bit/s'],
  ['bytes', 'B'],
  ['seconds', 's'],
  ['jitter_ms', 'ms'],
  ['lost_percent', '%'],
  ['rtt', 'us'],
  ['min_rtt', 'us'],
  ['mean_rtt', 'us'],
  ['max_rtt', 'us'],
  ['host_total', '%'],
  ['remote_total', '%'],
]);

/** A path into the JSON of iperf3, and what the number there is in, where that is known. */
export const iperf3Path: Reader<{ readonly extraction: Extraction; readonly unit: Unit | null }> = (text) => {
  const path = jsonPath(text);
  if (path.kind === 'refused') return path;
  const field = FIELDS.get(text);
  const extraction: Extraction =
    field === undefined ? { kind: 'json', path: path.value } : { kind: 'field', format: 'iperf3', field };
  return read({ extraction, unit: unitOf(text, field) });
};

/** A field has its value in a unit of ours already. */
function unitOf(path: string, field: MetricField<'iperf3'> | undefined): Unit | null {
  const [, last = ''] = /([^.]*)$/.exec(path) ?? [];
  const name = field === 'jitter' ? 's' : UNITS.get(last);
  const reading = name === undefined ? undefined : unit(name);
  return reading?.kind === 'read' ? reading.value : null;
}
