import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({ players: { dut: { run: ['step1: echo run >>steps'] } } });
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

describe('what conduct prints', () => {
  test('with --format json is the result alone on standard output, and all else on standard error', async () => {
    const { stdout, stderr } = await bed.run('--format', 'json');
    expect(JSON.parse(stdout)).toEqual(bed.result());
    expect(stderr).toContain('trial 1 of 1 begins');
  });

  test('with -o goes to the file, and progress to standard output', async () => {
    const { stdout, stderr } = await bed.run('--format', 'text', '-o', 'closing.txt');
    expect(stdout).toContain('trial 1 of 1 begins');
    expect(stdout).not.toContain('verdict');
    expect(bed.read('closing.txt')).toContain('verdict');
    expect(stderr).toBe('');
  });

  test('with -q is the closing report alone', async () => {
    const { stdout } = await bed.run('-q');
    expect(stdout).not.toContain('begins');
    expect(stdout).toContain('exit code 0');
  });

  test('says when nobody is asked who they are', async () => {
    const { stderr, stdout, exitCode } = await bed.run('--insecure-network', '-q');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('INSECURE');
    expect(stdout).toContain('INSECURE');
    expect(bed.result().insecure).toBe(true);
  });

  test('of a check is the plan, with who says so; no socket is opened and nothing is written', async () => {
    const before = readFileSync(join(bed.latest(), 'run.json'));
    const args = ['--dry-run', '-t', '5', '--results', 'elsewhere', '--format', 'json', 'test.cfg'];
    const { exitCode, stdout } = await bed.conduct(...args).ended;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      test: { trials: 5, settings: { results: 'elsewhere', leaseMs: 6_000 }, players: [{ name: 'dut' }] },
      origins: { results: '--results', trials: '--trials', leaseMs: 'test.cfg' },
    });
    expect(readFileSync(join(bed.latest(), 'run.json'))).toEqual(before);
  });

  test('follows the command line, then the environment, then the test file, then the settings of the user', async () => {
    bed.write('conductor.ini', '');
    const script = [
      'mkdir -p config/conductor; printf "results = from-ini\\nformat = json\\n" >config/conductor/conductor.ini',
      '$CONDUCT check test.cfg >ini; CONDUCTOR_RESULTS=from-env $CONDUCT check --format text test.cfg >env',
      'sed "s/^lease.*/results: from-file/" test.cfg >other.cfg; $CONDUCT check --format text other.cfg >file',
      'rm config/conductor/conductor.ini',
    ];
    await bed.shell(script.join('\n')).ended;
    expect(JSON.parse(bed.read('ini'))).toMatchObject({ test: { settings: { results: 'from-ini' } } });
    expect(bed.read('env')).toMatch(/results +from-env +CONDUCTOR_RESULTS/);
    expect(bed.read('file')).toMatch(/results +from-file +other\.cfg/);
  });

  test('of help has examples, and of a version the version', async () => {
    expect((await bed.conduct('--help').ended).stdout).toContain('Examples:');
    expect((await bed.conduct('--version').ended).stdout).toMatch(/^conduct \d+\.\d+\.\d+$/);
  });
});
