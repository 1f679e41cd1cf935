import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunEvent } from '@conductor/types';
import { expect, test } from 'vitest';
import { encodeEvent } from '../../src/events/event-line.ts';
import { readEvents } from '../../src/events/read-events.ts';
import { RUN_STARTED } from '../support/any-events.ts';
import { temporaryFolder } from '../support/new-directory.ts';

const PROBLEM: RunEvent = { time: '2026-11-23T23:15:00.000Z', kind: 'problem', text: 'größe' };
const TEXT = encodeEvent(RUN_STARTED) + encodeEvent(PROBLEM);

async function read(file: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of readEvents(file)) events.push(event);
  return events;
}

test('a file that ends anywhere, as a crash leaves it, has every event whose line is whole', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'events.ndjson');
  const bytes = Buffer.from(TEXT);
  const first = encodeEvent(RUN_STARTED).length;
  for (let length = bytes.length; length >= 0; length -= length > first - 2 && length < first + 2 ? 1 : 7) {
    await writeFile(file, bytes.subarray(0, length));
    const whole = [RUN_STARTED, PROBLEM].slice(0, Number(length >= first) + Number(length === bytes.length));
    expect(await read(file)).toEqual(whole);
  }
});

test.each([
  ['a line that is no JSON', `${encodeEvent(PROBLEM)}nonsense\n`, 'storage', /events\.ndjson:2: not an event of a run/],
  ['an event of an unknown kind', '{"time":"","kind":"surprise"}\n', 'storage', /events\.ndjson:1: .*kind/],
  ['an event without a field', '{"time":"","kind":"problem"}\n', 'storage', /text/],
  [
    'a record that is none',
    '{"time":"","kind":"journal","player":"a","trial":{"caseName":"","trial":1},"offset":1,"record":{"seq":0}}\n',
    'storage',
    /seq/,
  ],
  [
    'a run of a newer version',
    encodeEvent({ ...RUN_STARTED, schema: 2 } as RunEvent),
    'version',
    /schema 2.*reads up to 1.*newer/,
  ],
])('%s is refused with its place', async (_sentence, text, code, message) => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'events.ndjson');
  await writeFile(file, text);
  await expect(read(file)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('a file that is not there is said by its path', async () => {
  await expect(read('/nowhere/events.ndjson')).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringContaining('/nowhere/events.ndjson'),
  });
});

test('what an event says is the same after writing and reading', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'events.ndjson');
  await writeFile(file, TEXT);
  expect(await read(file)).toEqual([RUN_STARTED, PROBLEM]);
  expect(await readFile(file, 'utf8')).toBe(TEXT);
});

test('a pipe in its place is refused, and nobody waits for a writer', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'events.ndjson');
  execFileSync('mkfifo', [file]);
  await expect(read(file)).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringContaining('no plain file'),
  });
});
