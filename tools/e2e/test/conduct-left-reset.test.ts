import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

test('a Reset that was left to the user is paid by reset, which says that it runs the steps; status tells it before and after', async () => {
  const phases = {
    startup: ['step1: echo startup >>steps'],
    run: ['step1: echo run >>steps; echo 7'],
    reset: ['step1: echo reset >>steps'],
  };
  await using bed = await startTestBed({ players: { dut: phases } });
  // What is measured in other phases is no concern of it.
  bed.write(
    'test.cfg',
    `${bed.read('test.cfg')}[Metrics]\nsize: dut/step1 regex /([0-9]+)/ B\n[Checks]\nsize: min > 0 B\n`,
  );
  const { stdout } = await bed.run('-p', 'startup', 'run');
  const { runId } = bed.result();
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(`Reset was left to you: conduct reset ${runId}`);
  const status = await bed.conduct('status', runId).ended;
  expect(status).toMatchObject({ exitCode: 4, stdout: /its Reset was left to the user/ });
  const resumed = await bed.conduct('resume', runId).ended;
  expect(resumed).toMatchObject({
    exitCode: 0,
    stdout: /nothing to take over; its Reset was left to you: conduct reset/,
  });
  const reset = await bed.conduct('reset', runId).ended;
  expect(reset).toMatchObject({
    exitCode: 0,
    stdout: /the Reset steps of run \S+ are run on dut, in a run of their own/,
  });
  expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\n');
  expect(await bed.conduct('status', runId).ended).toMatchObject({ exitCode: 0 });
});
