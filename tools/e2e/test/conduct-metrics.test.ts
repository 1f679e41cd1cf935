import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

let bed: TestBed;
beforeAll(async () => {
  const run = ['step1: echo "rate 94.5 of 100"', `step2: echo '{"latency": [1.5, 2.5]}' >&2`, 'step3: true'];
  bed = await startTestBed({ players: { dut: { run } }, settings: ['trials: 2'] });
  const measured = [
    '[Metrics]',
    'rate: dut/step1 regex /rate ([0-9.]+)/ Mbit/s of 100 Mbit/s',
    'latency: dut/step2 err json latency[*] max ms',
    'missing: dut/step3 ping loss',
    '[Checks]',
    'rate: mean >= 90 %',
    'latency: each < 2 ms',
  ];
  bed.write('test.cfg', `${bed.read('test.cfg')}${measured.join('\n')}\n`);
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

describe('metrics of a run', () => {
  test('are measured when a trial is over, told, written down, and judged: a check that fails is exit code 1', async () => {
    const script = 'echo before >summary.md; GITHUB_STEP_SUMMARY=summary.md $CONDUCT test.cfg';
    const { exitCode, stdout } = await bed.shell(script).ended;
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/rate: 94\.5 Mbit\/s \(94\.5 %\)\n.*latency: 2\.5 ms\n/);
    expect(stdout).toContain('missing: dut, run, step3: its output is empty (in every trial)');
    expect(stdout).toContain(
      '  passed: rate: mean >= 90 %: 94.5 %\n  failed: latency: each < 2 ms: 2.5 ms in trial 1, and 1 more of 2 trials\n',
    );
    const { verdict, metrics, checks } = bed.result();
    expect(verdict).toBe('failed');
    expect(metrics[0]).toMatchObject({
      name: 'rate',
      player: 'dut',
      unit: 'bit/s',
      of: 1e8,
      trials: [
        { trial: 1, kind: 'value', value: 94.5e6 },
        { trial: 2, kind: 'value', value: 94.5e6 },
      ],
    });
    expect(checks.map((check) => check.verdict)).toEqual(['passed', 'failed']);
  });

  test('are in the files for other programs, and in the summary of a job of GitHub Actions behind what that has', async () => {
    const csv = readFileSync(join(bed.latest(), 'metrics.csv'), 'utf8');
    expect(csv).toContain(',test,,1,rate,dut,94500000,bit/s,94.5,\r\n');
    // Without the last line end, which is left out of what a program printed.
    expect((await bed.conduct('show', '--format', 'csv').ended).stdout.trimEnd()).toBe(csv.trimEnd());
    const junit = readFileSync(join(bed.latest(), 'junit.xml'), 'utf8');
    expect(junit).toMatch(/<testcase classname="test.checks" name="latency: each &lt; 2 ms" time="0.000">\n<failure /);
    expect((await bed.conduct('report', '--format', 'junit').ended).stdout.trimEnd()).toBe(junit.trimEnd());
    expect(bed.read('summary.md')).toMatch(/^before\n### test: failed\n.*\| rate \| 2 \| /s);
  });

  test('are measured again from the directory, also by what another file says, and the directory stays as it is', async () => {
    const files = ['run.json', 'events.ndjson'].map((name) => join(bed.latest(), name));
    const before = files.map((file) => readFileSync(file, 'utf8'));
    const same = await bed.conduct('report', '--format', 'json').ended;
    expect(same.exitCode).toBe(1);
    expect(JSON.parse(same.stdout)).toEqual(bed.result());

    bed.write(
      'more.cfg',
      '[Metrics]\nwhole: dut/step1 regex /of (\\d+)/ %\n[Checks]\nlatency: max < 3 ms\nwhole: min == 100 %\n',
    );
    const anew = await bed.conduct('report', 'latest', '--metrics', 'more.cfg').ended;
    expect(anew.stdout).toContain('passed: latency: max < 3 ms: 2.5 ms');
    expect(anew.stdout).toContain('passed: whole: min == 100 %: 100 %');
    expect(anew.exitCode).toBe(0);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
  });

  test('are on the page that the run leaves, and on the one that is made and shown anew', async () => {
    const page = () => readFileSync(join(bed.latest(), 'report.html'), 'utf8');
    expect(page()).toContain('<td class="left">latency</td>');
    bed.write('xdg-open', '#!/bin/sh\necho "$1" >opened');
    const script = 'chmod +x xdg-open; PATH=$PWD:$PATH exec $CONDUCT report --open --metrics more.cfg';
    const { stdout, exitCode } = await bed.shell(script).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\/results\/test\/[^/]+\/report\.html$/);
    expect(bed.read('opened')).toMatch(/^\/.*\/report\.html\n$/);
    expect(page()).toContain('<td class="left">whole</td>');
    expect((await bed.conduct('report', '--html', '--format', 'json').ended).exitCode).toBe(2);
    expect((await bed.conduct('report', 'latest', 'latest', '-o', 'compared.html').ended).exitCode).toBe(0);
    expect(bed.read('compared.html')).toContain('latest against latest');
    const compared = await bed.conduct('compare', 'latest', 'latest', '--metrics', 'more.cfg', '--metric', 'whole')
      .ended;
    expect(compared.stdout).toContain('whole, in %');
  });

  test('follow what is on the disk: an output that is gone later has no value, and fails what it is judged by', async () => {
    writeFileSync(join(bed.latest(), 'trial-002/run/dut/01-step1.out'), 'nothing to see\n');
    const { stdout, exitCode } = await bed.conduct('report').ended;
    expect(stdout).toContain(
      'rate: dut, run, step1, output: no line in which /rate ([0-9.]+)/ finds anything (trial 2)',
    );
    expect(exitCode).toBe(1);
  });

  test('are refused with the place of what is wrong', async () => {
    bed.write('wrong.cfg', '[Metrics]\nrate: dut/step9 ping loss\n');
    const { stderr, exitCode } = await bed.conduct('report', '--metrics', 'wrong.cfg').ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain('wrong.cfg:2:7: error: rate: player dut has no step "step9" [bad-metric]');
  });
});
