import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatJson } from '../src/format-json.ts';
import { loadRun } from '../src/load-run.ts';
import { part, runResult, stepResult, ZERO } from './support/sample-result.ts';

const RESULT = runResult({
  run: [part('dut', [stepResult(1, ZERO, 'passed', { remarks: ['\u001b[31m \u202e \u0085 größe'] })])],
});

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'conductor-report-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('a result is the same after it was printed as JSON and loaded', async () => {
  await writeFile(path.join(directory, 'run.json'), formatJson(RESULT));
  expect(await loadRun(directory)).toEqual(RESULT);
});

test('printed JSON has nothing in it that a terminal obeys, and ends in a newline', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(formatJson(RESULT)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(formatJson(RESULT)).toMatch(/größe[\s\S]*\}\n$/);
});

test.each([
  ['of a newer version', JSON.stringify({ ...RESULT, schema: 2 }), 'version', /schema 2.*reads up to 1.*newer/],
  ['that is no JSON', '{"schema": 1', 'storage', /is not the result of a run.*events\.ndjson/],
  ['that is something else', '[]', 'storage', /has no schema/],
  ['without its trials', '{"schema":1,"players":[],"phases":[],"problems":[]}', 'storage', /trials is no list/],
])('a run.json %s is refused with its path', async (_sentence, text, code, message) => {
  await writeFile(path.join(directory, 'run.json'), text);
  await expect(loadRun(directory)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('a directory without run.json is refused with its path', async () => {
  await expect(loadRun(directory)).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringContaining('is this a run directory?'),
  });
});

test('a pipe in the place of run.json is refused, and nobody waits for a writer', async () => {
  execFileSync('mkfifo', [path.join(directory, 'run.json')]);
  await expect(loadRun(directory)).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringContaining('no plain file'),
  });
});
