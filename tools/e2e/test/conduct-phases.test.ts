import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

const STEPS = {
  startup: ['step1: echo startup >>steps'],
  run: ['step1: echo run >>steps'],
  collect: ['step1: echo collect >>steps'],
  reset: ['step1: echo reset >>steps'],
};

test('-p without reset leaves Reset to the user, says how to pay it, and -p reset pays it', async () => {
  await using bed = await startTestBed({
    players: { dut: { ...STEPS, startup: [...STEPS.startup, 'spawn1: sleep 1000'] } },
  });
  const first = await bed.conduct('-p', 'startup', 'run', 'test.cfg').ended;
  expect(first.exitCode).toBe(0);
  expect(first.stdout.trimEnd().split('\n').at(-1)).toBe(`Reset was left to you: conduct reset ${bed.result().runId}`);
  expect(bed.result()).toMatchObject({ phases: ['startup', 'run'], trials: [{ resets: [{ state: 'waived' }] }] });
  expect(bed.stepProcesses()).toEqual([]);
  expect(await bed.conduct('-p', 'reset', 'test.cfg').ended).toMatchObject({ exitCode: 0 });
  expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\n');
});

test('-c takes only these players, whatever their case, and does not swallow the test file', async () => {
  await using bed = await startTestBed({ players: { source: STEPS, dut: STEPS, sink: STEPS } });
  expect(await bed.conduct('-p', 'run', '-c', 'DUT', 'source', 'test.cfg').ended).toMatchObject({ exitCode: 0 });
  expect(bed.result().players.map(({ name }) => name)).toEqual(['source', 'dut']);
  expect(bed.read('sink/steps')).toBe('');
});

test('on_failure = stop skips to Collect and Reset on all players', async () => {
  const players = {
    // Not before the sink is in the midst of its Run, however slow the machine is.
    dut: { ...STEPS, run: ['step1: until test -e ../sink/began; do sleep 0.1; done; exit 3', ...STEPS.run] },
    sink: { ...STEPS, run: [...STEPS.run, 'timeout900: touch began; exec sleep 1000', 'step3: echo too-late >>steps'] },
  };
  await using bed = await startTestBed({ players, settings: ['on_failure: stop'] });
  expect(await bed.run()).toMatchObject({ exitCode: 1 });
  expect(bed.read('dut/steps')).toBe('startup\ncollect\nreset\n');
  expect(bed.read('sink/steps')).toBe('startup\nrun\ncollect\nreset\n');
  const kinds = bed.result().trials[0]?.phases[1]?.players.map(({ steps }) => steps.map(({ outcome }) => outcome.kind));
  expect(kinds).toEqual([
    ['exited', 'skipped'],
    ['exited', 'stopped', 'skipped'],
  ]);
});
