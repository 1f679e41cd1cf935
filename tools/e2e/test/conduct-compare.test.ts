import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

let bed: TestBed;
/** The run ids of two runs, before and after. */
const runs: string[] = [];
beforeAll(async () => {
  const settings = ['trials: auto', 'precision: 3%', 'min_trials: 3', 'max_trials: 6'];
  bed = await startTestBed({ players: { dut: { run: ['step1: cat ../value'] } }, settings });
  bed.write('test.cfg', `${bed.read('test.cfg')}[Metrics]\nrate: dut/step1 regex /rate ([0-9.]+)/ Mbit/s\n`);
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

describe('runs that are compared', () => {
  test('ran until the mean was known well enough, and said so', async () => {
    bed.write('value', 'rate 94.5\n');
    const { exitCode, stdout } = await bed.run();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('rate is known to ±0 % after 3 trials, which is enough (±3 %)');
    const { trials, test: asked, precision } = bed.result();
    expect([trials.length, asked.trials, precision?.isEnough]).toEqual([3, 3, true]);
    runs.push(bed.result().runId);
  });

  test('differ by what is proven and by what else was not the same, and a gate says so with its exit code', async () => {
    bed.write('value', 'rate 90\n');
    bed.write('test.cfg', bed.read('test.cfg').replace('[Test]', '[Test]\ncooldown: 10ms'));
    await bed.run('-t', '4');
    runs.push(bed.result().runId);
    const { exitCode, stdout } = await bed.conduct('compare', ...runs, '--fail-if', 'rate < -2%').ended;
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^rate, in bit\/s\nx 2.*\n\+ 2/);
    expect(stdout).toContain('Difference at 95.0% confidence\n\t-4.5e+06 +/- 0\n');
    expect(stdout).toContain(': -4.76 %, between -4.76 % and -4.76 % at 95 % confidence\n');
    expect(stdout).toContain(`what else differs in ${runs[1]}:\n  test cooldownMs: 0 → 10\n`);
    expect(stdout).toContain(`failed: rate < -2 %: ${runs[1]}: -4.76 %`);
  });

  test('do not, when it is the same run, and a metric that it does not have is named', async () => {
    const [run = ''] = runs;
    const same = await bed.conduct('compare', run, run).ended;
    expect([same.exitCode, same.stdout]).toEqual([
      0,
      expect.stringContaining('no difference proven at 95 % confidence'),
    ]);
    expect(same.stdout).toContain('nothing else is known to differ');
    expect(same.stderr).toContain(`note: "${run}" and "${run}" are the same, `);
    const none = await bed.conduct('compare', run, run, '--metric', 'rat').ended;
    expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining('"rat" is not a metric of')]);
  });
});
