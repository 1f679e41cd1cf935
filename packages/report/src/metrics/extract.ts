import type { Extraction, MetricField, MetricFormat } from '@conductor/types';
import { openPlainFile } from '../plain-file.ts';
import { netstatReader, nstatReader } from './formats/counter.ts';
import { iperf3Json } from './formats/iperf3-json.ts';
import { iperf3TextReader } from './formats/iperf3-text.ts';
import { jsonDocuments } from './formats/json-documents.ts';
import { jsonNumbers } from './formats/json-numbers.ts';
import { netperfReader } from './formats/netperf.ts';
import { pingReader } from './formats/ping.ts';
import { pktGenReader } from './formats/pkt-gen.ts';
import { regexReader } from './formats/regex.ts';
import { wrkReader } from './formats/wrk.ts';
import type { Found, LineReader } from './found.ts';
import { linesOf } from './lines-of.ts';

/** JSON is read as a whole, and so has a limit; what has lines has none. */
export const JSON_BYTES = 64 * 2 ** 20;
const NOTHING_YET = /^\s*$/;

/** How numbers are found in bytes. */
export type ByteExtraction = Exclude<Extraction, { kind: 'duration' }>;

/** Looks through a file for numbers. `progress` is told each time when another part has been looked through. */
export async function extract(file: string, extraction: ByteExtraction, progress: () => void): Promise<Found> {
  switch (extraction.kind) {
    case 'json':
      return await readJson(file, (documents) => jsonNumbers(documents, extraction.path));
    case 'regex':
      return await readLines(file, regexReader(extraction), progress);
    case 'counter':
      return await readLines(
        file,
        (extraction.format === 'nstat' ? nstatReader : netstatReader)(extraction.counter),
        progress,
      );
    case 'field':
      return await readField(file, extraction, progress);
    default:
      return extraction satisfies never;
  }
}

async function readField(
  file: string,
  { format, field }: Extract<Extraction, { kind: 'field' }>,
  progress: () => void,
): Promise<Found> {
  if (format === 'iperf3' && (await isJson(file))) {
    return await readJson(file, (documents) => iperf3Json(documents, fieldOf(format, field)));
  }
  return await readLines(file, readerOf(format, field), progress);
}

function readerOf<F extends MetricFormat>(format: F, field: string): LineReader {
  return READERS[format](fieldOf(format, field));
}

/** Which fields a format has is one table, and config holds what users write against it. */
function fieldOf<F extends MetricFormat>(_format: F, field: string): MetricField<F> {
  return field as MetricField<F>;
}

const READERS: { readonly [F in MetricFormat]: (field: MetricField<F>) => LineReader } = {
  iperf3: iperf3TextReader,
  ping: pingReader,
  'pkt-gen': pktGenReader,
  netperf: netperfReader,
  wrk: wrkReader,
};

async function readLines(file: string, reader: LineReader, progress: () => void): Promise<Found> {
  for await (const lines of linesOf(file)) {
    for (const line of lines) reader.take(line);
    progress();
  }
  return reader.found();
}

/** Whether the first thing in a file begins a JSON object. */
async function isJson(file: string): Promise<boolean> {
  for await (const lines of linesOf(file)) {
    const first = lines.find((line) => !NOTHING_YET.test(line));
    if (first !== undefined) return first.trimStart().startsWith('{');
  }
  return false;
}

async function readJson(file: string, look: (documents: readonly unknown[]) => Found): Promise<Found> {
  await using handle = await openPlainFile(file);
  const { size } = await handle.stat();
  if (size > JSON_BYTES) {
    const reason = `it has ${Math.ceil(size / 2 ** 20)} MiB, and JSON is read up to ${JSON_BYTES / 2 ** 20} MiB; let the command print less, or use regex, which reads line by line`;
    return { kind: 'nothing', reason };
  }
  const read = jsonDocuments(await handle.readFile('utf8'));
  return read.kind === 'documents' ? look(read.documents) : read;
}
