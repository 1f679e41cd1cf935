import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

test('a player with more results than max_results is named and reset, what came is kept, and resume brings the rest', async () => {
  const noisy = {
    run: ['step1: head -c 3000000 /dev/zero; sleep 1000'],
    reset: ['step1: echo reset >>steps'],
  };
  await using bed = await startTestBed({
    players: { dut: noisy, sink: { reset: noisy.reset } },
    settings: ['max_results: 1 MB'],
  });
  const { exitCode, stdout } = await bed.run();
  expect(stdout).toMatch(
    /player "dut" has more results of this trial than its max_results of 1000000 bytes; it was at the output of run step1, of which \d+ bytes are kept; where so much is meant, set max_results in \[Test\], or --max-results/,
  );
  expect(exitCode).toBe(3);
  const output = bed.result().trials[0]?.phases[1]?.players[0]?.steps[0]?.stdout;
  expect(output?.bytes).toBeGreaterThan(0);
  expect(output?.bytes).toBeLessThanOrEqual(1_000_000);
  expect(statSync(join(bed.latest(), output?.path ?? '')).size).toBe(output?.bytes);
  await Promise.all([bed.written('dut/steps', 'reset'), bed.written('sink/steps', 'reset')]);

  await bed.player('dut').lines.find((line) => line.includes('Reset: paid'));
  await bed.conduct('resume', '--max-results', 'none', 'latest').ended;
  const whole = bed.result().trials[0]?.phases[1]?.players[0]?.steps[0]?.stdout;
  expect(whole).toMatchObject({ bytes: 3_000_000, sha256: expect.any(String) });
});
