import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARY, type ProgramEnd, startHostilePlayer } from '@conductor/lab';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBed, SET_UP_LIMIT_MS, type TestBed } from '../src/test-bed.ts';
import { playerText } from '../src/test-files.ts';

const PHASES = { run: ['step1: true'], collect: [`fetch1: /${CANARY}`] };
/** What a terminal obeys or hides, but the end of a line. */
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;
/** What the player wants to be taken for the conductor's own word. */
const FORGED = /^passed: 1 trial \(1 passed\), exit code 0/m;

let bed: TestBed;
let hostile: Awaited<ReturnType<typeof startHostilePlayer>>;
let run: ProgramEnd;

/** A run with a player of which every string wants to be obeyed by the terminal: its names, facts, refusals, texts and outputs. */
beforeAll(async () => {
  bed = await createTestBed({ players: { dut: PHASES } });
  const place = { on: null, host: '127.0.0.1', port: 0, env: { XDG_RUNTIME_DIR: bed.folder } };
  hostile = await startHostilePlayer(place, 'terminal escapes in all that it says');
  writeFileSync(join(bed.folder, 'dut.cfg'), playerText(hostile.port, PHASES));
  run = await bed.conduct('run', '--verbose', 'test.cfg').ended;
}, SET_UP_LIMIT_MS);

afterAll(async () => {
  await hostile?.[Symbol.asyncDispose]();
  await bed?.[Symbol.asyncDispose]();
});

test('conduct run names the player, and the terminal sees what it says without obeying it', () => {
  expect(run.exitCode).toBe(3);
  expectShown(run);
});

test.each([
  [['show', 'latest']],
  [['show', 'latest', '--format', 'json']],
  [['status', 'latest']],
  [['status', 'latest', '--format', 'json']],
  [['players', 'test.cfg']],
  [['players', 'test.cfg', '--format', 'json']],
  [['resume', '--verbose', 'latest']],
])('conduct %j shows it as well', async (words) => {
  expectShown(await bed.conduct(...words).ended);
});

test('and so does a collector of a run that it does not have', async () => {
  const words = ['test.cfg', '--run', '20200101T000000Z-none', '--wait-players', '0.1'];
  expectShown(await bed.collector(...words).ended);
});

function expectShown({ stdout, stderr }: ProgramEnd): void {
  const said = `${stdout}\n${stderr}`;
  const at = OBEYED.exec(said)?.index;
  expect(at === undefined ? null : JSON.stringify(said.slice(Math.max(0, at - 40), at + 40))).toBeNull();
  expect(said).toContain(CANARY);
  expect(said).not.toMatch(FORGED);
  expect(said).not.toMatch(/^ {4}at /m);
}
