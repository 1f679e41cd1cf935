import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../src/free-port.ts';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

const EXAMPLE = path.join(import.meta.dirname, '../../../examples/matrix');
const SIZES = [64, 256, 1024, 4096, 16_384, 65_536];
const CASES = SIZES.flatMap((size) => ['serial', 'pipelined'].map((mode) => `size=${size},mode=${mode}`));

let bed: TestBed;
/** The files of the example, with players that listen where this bed has them. */
beforeAll(async () => {
  bed = await startTestBed({ players: { source: {}, sink: {} } });
  for (const name of ['source', 'sink']) {
    const [line = ''] = /cmdport: \d+/.exec(bed.read(`${name}.cfg`)) ?? [];
    bed.write(`${name}.cfg`, exampleText(`${name}.cfg`).replace(/cmdport: \d+/, line));
  }
  bed.write('round-trips.cfg', exampleText('round-trips.cfg'));
  bed.write('source/ask.mjs', exampleText('ask.mjs'));
  bed.write('sink/answer.mjs', exampleText('answer.mjs'));
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

function exampleText(name: string): string {
  return readFileSync(path.join(EXAMPLE, name), 'utf8');
}

/** The lines of the table of cases. */
function rowsOf(report: string): string[] {
  const lines = report.split('\n');
  const begin = lines.findIndex((line) => line.startsWith('case '));
  return lines.slice(begin + 1).filter((line) => line.startsWith('size='));
}

describe('one file with six sizes and two modes', () => {
  test('is twelve cases, each with its row, its folder, its lines in every file, and commands of its own', async () => {
    const port = await freePort();
    const run = bed.conduct('round-trips.cfg', '-D', `port=${port}`, '-D', 'messages=20');
    const { exitCode, stdout } = await run.ended;
    expect(exitCode).toBe(0);
    const rows = rowsOf(stdout);
    expect(rows.map((row) => row.split(' ')[0])).toEqual(CASES);
    for (const row of rows) expect(row).toMatch(/ +1 +1 +0 +[0-9.]+ [k1]\/s +passed$/);

    const { matrix, trials, metrics } = bed.result();
    expect(matrix?.cases.map(({ name }) => name)).toEqual(CASES);
    expect(trials.map(({ trial, caseName }) => [trial, caseName])).toEqual(CASES.map((name, at) => [at + 1, name]));
    expect(metrics[0]?.trials.map(({ caseName }) => caseName)).toEqual(CASES);
    const [command] =
      trials[11]?.phases.flatMap(({ players }) => players.flatMap(({ steps }) => steps)).slice(-1) ?? [];
    expect(command?.text).toBe(`node ask.mjs 127.0.0.1 ${port} 65536 pipelined 20`);
    const output = 'case-size=64,mode=pipelined/trial-002/run/source/01-step1.out';
    expect(existsSync(path.join(bed.latest(), output))).toBe(true);
    const csv = readFileSync(path.join(bed.latest(), 'metrics.csv'), 'utf8').split('\r\n');
    expect(csv[0]).toBe('run,test,case,size,mode,trial,metric,player,value,unit,percent,reason');
    expect(csv[12]).toContain(',"size=65536,mode=pipelined",65536,pipelined,12,rate,source,');
    const junit = readFileSync(path.join(bed.latest(), 'junit.xml'), 'utf8');
    expect(junit).toContain('classname="round-trips.size=64,mode=serial.trial 1.run.source" name="step1"');
    expect(junit).toContain('classname="round-trips.size=64,mode=serial.checks"');
    const again = await bed.conduct('report').ended;
    expect(rowsOf(again.stdout)).toEqual(rows);
  });

  test('runs the cases that are asked for, and none when a word means none', async () => {
    const words = ['--case', 'size=64,mode=serial', '--case', 'size=256', '-t', '2'];
    const port = await freePort();
    const { exitCode } = await bed.conduct('round-trips.cfg', ...words, '-D', `port=${port}`, '-D', 'messages=5').ended;
    expect(exitCode).toBe(0);
    const [a, b, c] = ['size=64,mode=serial', 'size=256,mode=serial', 'size=256,mode=pipelined'];
    expect(bed.result().trials.map(({ caseName }) => caseName)).toEqual([a, b, c, c, b, a]);
    const none = await bed.conduct('round-trips.cfg', '--case', 'size=65').ended;
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('did you mean 64');
  });
});

/** What a case does to its host, and how it is undone. */
const CHANGES = {
  startup: ['step1: echo up %(n)s >>steps'],
  run: ['step1: echo run %(n)s %(trial)s >>steps; while [ %(n)s%(wait)s = 2yes ]; do sleep 0.1; done'],
  reset: ['step1: echo down %(n)s %(trial)s %(case)s >>steps'],
};

async function bedOfCases(settings: readonly string[] = []): Promise<TestBed> {
  const cases = await startTestBed({ players: { dut: CHANGES }, settings });
  cases.write('test.cfg', `${cases.read('test.cfg')}[Variables]\nwait: no\n[Matrix]\nn: 1, 2\n`);
  return cases;
}

describe('the Reset of a case', () => {
  test('is run with its parameters, by resume after the conductor was killed in it', async () => {
    await using cases = await bedOfCases(['lease: 120']);
    const conduct = cases.conduct('run', 'test.cfg', '-D', 'wait=yes');
    await cases.written('dut/steps', 'run 2 2');
    conduct.kill('SIGKILL');
    await conduct.ended;
    expect(await cases.conduct('resume', 'latest').ended).toMatchObject({ exitCode: 3 });
    expect(cases.read('dut/steps')).toBe('up 1\nrun 1 1\ndown 1 1 n=1\nup 2\nrun 2 2\ndown 2 2 n=2\n');
    const { trials } = cases.result();
    expect(trials.map(({ caseName, resets }) => [caseName, resets[0]?.state])).toEqual([
      ['n=1', 'paid'],
      ['n=2', 'paid'],
    ]);
  });

  test('that was left to the user is run by reset for each case that owes it', async () => {
    await using cases = await bedOfCases();
    expect(await cases.run('-p', 'startup')).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout } = await cases.conduct('reset', 'latest').ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('2 trials of 2 cases');
    expect(cases.read('dut/steps')).toBe('up 1\nup 2\ndown 1 1 n=1\ndown 2 2 n=2\n');
    expect(await cases.conduct('reset', 'latest').ended).toMatchObject({ exitCode: 0 });
    expect(cases.read('dut/steps').split('down')).toHaveLength(3);
  });

  test('and all else of it goes to an external collector in the order that chance made', async () => {
    await using cases = await bedOfCases(['collector: external', 'lease: 60', 'order: random', 'trials: 2']);
    const conduct = cases.conduct('run', 'test.cfg', '--case', 'n=2', '--case', 'n=1', '-D', 'wait=no');
    const line = await conduct.lines.find((said) => /^ {2}collector test\.cfg /.test(said));
    expect(line).toMatch(/ -D wait=no --case n=2 --case n=1 --seed \d+/);
    const collector = cases.collector(...line.trim().split(' ').slice(1));
    expect(await collector.ended).toMatchObject({ exitCode: 0 });
    expect(await conduct.ended).toMatchObject({ exitCode: 0 });
    const there = JSON.parse(cases.read('results-collected/latest/run.json'));
    const namesOf = (trials: readonly { caseName: string }[]) => trials.map(({ caseName }) => caseName);
    expect(namesOf(there.trials)).toEqual(namesOf(cases.result().trials));
    expect(there.verdict).toBe('passed');
  });
});
