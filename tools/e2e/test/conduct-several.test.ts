import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

let bed: TestBed;
beforeAll(async () => {
  const run = ['step1: echo run >>steps; while [ -e hold ]; do sleep 0.1; done; %(end)s'];
  const phases = { startup: ['step1: true'], run, reset: ['step1: echo reset >>steps'] };
  bed = await startTestBed({ players: { dut: phases, sink: phases } });
  for (const [name, player, end] of [
    ['one', 'dut', 'true'],
    ['two', 'sink', 'exit 3'],
    ['three', 'dut', 'true'],
  ] as const) {
    bed.write(`${name}.cfg`, `[Test]\nlease: 6\n[Players]\n${player}: ${player}.cfg\n[Variables]\nend: ${end}\n`);
  }
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

describe('several tests in one call', () => {
  test('have a run directory each, one summary, one JUnit file, and the worst exit code', async () => {
    const words = ['--parallel', '2', '--format', 'junit', '-o', 'all.xml'];
    const { exitCode, stderr } = await bed.conduct('run', 'one.cfg', 'two.cfg', 'three.cfg', ...words).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^one +1 +1 +0 +passed +\S+\/results\/one\//m);
    expect(stderr).toMatch(/^two +1 +0 +1 +failed +/m);
    expect(stderr).toMatch(/^three +1 +1 +0 +passed +/m);
    expect(stderr).toMatch(/^\[two\] .*step1.*failed: exit 3/m);
    const junit = bed.read('all.xml');
    for (const name of ['one', 'two', 'three']) expect(junit).toContain(`<testsuite name="${name}" `);
    expect(junit.match(/<testsuites/g)).toHaveLength(1);
    expect(bed.read('dut/steps')).toBe('run\nreset\nrun\nreset\n');
  });

  test('may be named by a pattern that gives the files of their players as well', async () => {
    bed.write('dut/steps', '');
    const { exitCode, stdout, stderr } = await bed.conduct('run', 'dut.cfg', 'one.cfg', './sink.cfg', 'two.cfg').ended;
    expect(stderr).toBe('left out, as the files of players of these tests: dut.cfg, ./sink.cfg');
    expect(stdout).toMatch(/^one +1 +1 +0 +passed +/m);
    expect([exitCode, bed.read('dut/steps')]).toEqual([1, 'run\nreset\n']);
  });

  test('end after their Resets when somebody interrupts, and no further one begins', async () => {
    bed.write('dut/hold', '');
    bed.write('dut/steps', '');
    const conduct = bed.conduct('run', 'one.cfg', 'three.cfg');
    await bed.written('dut/steps', 'run');
    conduct.kill('SIGINT');
    const { exitCode, stdout } = await conduct.ended;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/^three +not begun$/m);
    expect(bed.read('dut/steps')).toBe('run\nreset\n');
  });

  test('are none when one of them has an error, or is asked for what only one test can give', async () => {
    bed.write('dut/steps', '');
    const wrong = await bed.conduct('run', 'one.cfg', 'four.cfg').ended;
    expect([wrong.exitCode, bed.read('dut/steps')]).toEqual([2, '']);
    const astray = await bed.conduct('run', 'three.cfg', 'dut.cfg', 'sink.cfg').ended;
    expect([astray.exitCode, bed.read('dut/steps')]).toEqual([2, '']);
    expect(astray.stderr).toMatch(
      /these tests: dut\.cfg\n.*sink\.cfg: error: this is the file of a player, and no test/,
    );
    const json = await bed.conduct('run', 'one.cfg', 'two.cfg', '--format', 'json').ended;
    expect([json.exitCode, bed.read('dut/steps')]).toEqual([2, '']);
    expect(json.stderr).toContain('--format json is of one test');
    const later = await bed.conduct('run', 'one.cfg', 'two.cfg', '--at', '2099-12-01 02:00').ended;
    expect([later.exitCode, bed.read('dut/steps')]).toEqual([2, '']);
    expect(later.stderr).toContain('--at is for one test, and here are 2: make a call for each of them');
  });
});
