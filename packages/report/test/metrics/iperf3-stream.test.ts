import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ByteExtraction, extract } from '../../src/metrics/extract.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const RECEIVED: ByteExtraction = { kind: 'field', format: 'iperf3', field: 'received' };

async function received(text: string): Promise<number | string | null> {
  using file = temporaryFile(text);
  const found = await extract(file.path, RECEIVED, () => undefined);
  return found.kind === 'nothing' ? found.reason : found.numbers.fold(null);
}

describe('the lines of iperf3 --json-stream', () => {
  const document = readFileSync(new URL('outputs/iperf3-3.12-linux-tcp-json.txt', import.meta.url), 'utf8');
  const { start, intervals, end } = JSON.parse(document);
  const lines = [
    { event: 'start', data: start },
    ...intervals.map((data: unknown) => ({ event: 'interval', data })),
    { event: 'end', data: end },
  ].map((part) => `${JSON.stringify(part)}\n`);

  it('have the numbers of the one document that -J prints', async () => {
    expect(await received(lines.join(''))).toBe(await received(document));
  });

  it('have none when the test was cut, and say what is missing', async () => {
    expect(await received(lines.slice(0, -1).join(''))).toMatch(/^no member "end" at the document itself/);
  });
});
