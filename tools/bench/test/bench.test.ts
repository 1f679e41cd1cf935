import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesOf, removeFolder, startProgram, waitUntil } from '@conductor/lab';
import { expect, type TestContext, test } from 'vitest';
import { FIGURES } from '../src/figures.ts';
import { OPTIONS } from '../src/option-table.ts';

const BENCH = join(import.meta.dirname, '../bench.ts');

/** A bench whose temporary files are in a folder of their own; code caches would be among them. */
function startBench({ onTestFinished }: TestContext, ...args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'conductor-bench-test-'));
  onTestFinished(() => removeFolder(folder));
  const env = { TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' };
  const json = join(folder, 'bench.json');
  const bench = startProgram([process.execPath, BENCH, ...args, '--json', json], { on: null, cwd: folder, env });
  const alive = () => processesOf({ environment: `TMPDIR=${folder}` }).filter(({ pid }) => pid !== bench.pid);
  return { bench, folder, json, alive };
}

test('--help says of every figure its title, of every option what it is, and of every exit code what it means', async () => {
  await using bench = startProgram([process.execPath, BENCH, '--help'], { on: null, cwd: tmpdir() });
  const { exitCode, stdout, stderr } = await bench.ended;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const lines = stdout.split('\n').map((line) => line.trim().replace(/ {2,}/, '  '));
  for (const { name, title } of FIGURES) expect(lines).toContain(`${name}  ${title}`);
  for (const { name, about } of OPTIONS)
    expect(lines.some((line) => line.includes(`--${name}`) && line.endsWith(`  ${about}`))).toBe(true);
  expect(lines).toContain('--rounds N  how often each side of a ratio is measured, in turn (5; with --quick 2)');
  expect(lines).toContain('--minutes M  of soak: how many minutes it lasts (1)');
  for (const code of ['0', '1', '2', '130, 143, 129'])
    expect(lines).toContainEqual(expect.stringMatching(`^${code}  [a-z]`));
});

test('one figure, quickly: a step is compared with a bare spawn, and nothing is left but the report', async (context) => {
  const { bench, folder, json, alive } = startBench(context, 'step', '--quick');
  await using _ = bench;
  const { exitCode, stdout, stderr } = await bench.ended;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^1\/1 {2}step: one step {2}\(1 min left\)\n/);
  expect(stdout).toMatch(/\| one `true` step in a list of 20 \| [\d.]+ × spawn\(/);
  const { rows, machine } = JSON.parse(readFileSync(json, 'utf8'));
  expect(machine).toMatchObject({ node: process.version, cpuCount: expect.any(Number) });
  expect(rows).toEqual([expect.objectContaining({ kind: 'ratio', name: 'step', unit: 'ms' })]);
  expect(rows[0].pairs).toHaveLength(2);
  expect(alive()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['bench.json']);
});

test.each([
  [['--markdown', 'missing.md'], /^bench: ENOENT: .*'missing.md'\n?$/],
  [['--vs', 'missing.json'], /^bench: ENOENT: .*'missing.json'\n?$/],
  [['--vs', BENCH], /^bench: .*bench\.ts holds no rows: is it what .*\n?$/],
  [['--json', '/proc/nope/bench.json'], /^bench: ENOENT: .*\/proc\/nope'\n?$/],
  [['--json', tmpdir()], /^bench: .* is no file that a report can be written to\n?$/],
  [['--markdown', BENCH], /^bench: the document has no place for a table: .*\n?$/],
])('a file that cannot be used is told before anything is measured: %j', async (args, told) => {
  await using bench = startProgram([process.execPath, BENCH, 'step', ...args], { on: null, cwd: tmpdir() });
  expect(await bench.ended).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(told) });
});

test('a bench that is ended by SIGINT, twice, leaves no process and no file', async (context) => {
  const { bench, folder, alive } = startBench(context, 'trial');
  await using _ = bench;
  const isPlayer = ({ commandLine }: { commandLine: string }) => commandLine.includes('player.js');
  await waitUntil(() => alive().some(isPlayer), { what: 'a player runs', limitMs: 60_000 });
  bench.kill('SIGINT');
  bench.kill('SIGINT');
  expect(await bench.ended).toMatchObject({ exitCode: 130, stderr: '' });
  expect(alive()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});
