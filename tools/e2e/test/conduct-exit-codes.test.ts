import { expect, test } from 'vitest';
import { createTestBed, startTestBed } from '../src/test-bed.ts';

test('0 when all passed, and every player is as it was', async () => {
  const step = (word: string) => [`step1: echo ${word} >>steps`];
  const phases = { startup: step('startup'), run: step('run'), collect: step('collect'), reset: step('reset') };
  await using bed = await startTestBed({ players: { source: phases, dut: phases } });
  const { exitCode, stdout, stderr } = await bed.run();
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('exit code 0');
  expect(bed.read('dut/steps')).toBe('startup\nrun\ncollect\nreset\n');
  expect(bed.result()).toMatchObject({ exitCode: 0, verdict: 'passed', problems: [] });
});

test('1 when a step failed, and 0 when it may', async () => {
  await using bed = await startTestBed({ players: { dut: { run: ['step1: exit 3', 'step2:-exit 4'] } } });
  expect(await bed.run()).toMatchObject({ exitCode: 1 });
  const steps = bed.result().trials[0]?.phases[1]?.players[0]?.steps;
  expect(steps).toMatchObject([
    { outcome: { kind: 'exited', code: 3 }, verdict: 'failed' },
    { outcome: { kind: 'exited', code: 4 }, verdict: 'passed' },
  ]);
});

test('3 when a player was not reached, and nothing was started on the others', async () => {
  await using bed = await createTestBed({ players: { dut: { startup: ['step1: echo >>begun'] }, sink: {} } });
  await bed.startPlayer('dut');
  const { exitCode, stdout } = await bed.run('--wait-players', '0.3');
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(
    /player "sink" at 127\.0\.0\.1:\d+ refused the connection; is the player of "sink" running there\?/,
  );
  expect(bed.read('dut/begun')).toBe('');
});

test('4 when a step of Reset failed', async () => {
  await using bed = await startTestBed({ players: { dut: { reset: ['step1: false'] } } });
  expect(await bed.run()).toMatchObject({ exitCode: 4 });
});

test('5 when a player is held, naming the holder; the holder is not disturbed', async () => {
  await using bed = await startTestBed({
    players: { dut: { run: ['step1: until [ -e go ]; do sleep 0.05; done'] }, sink: {} },
  });
  const first = bed.conduct('run', 'test.cfg');
  await first.lines.find((line) => line.includes('trial 1 of 1 begins'));
  const second = await bed.run();
  bed.write('dut/go', '');
  expect(second.exitCode).toBe(5);
  expect(second.stdout).toMatch(/is held by run \d{8}T\d{6}Z-\w{4} of \S+@\S+ \(pid \d+\), since \d{4}-/);
  expect(await first.ended).toMatchObject({ exitCode: 0 });
});

test('6 when a player belongs to another user of this host', async () => {
  await using bed = await startTestBed({ players: { dut: {} } });
  const { exitCode, stdout } = await bed.shell('HOME=/nowhere XDG_RUNTIME_DIR= XDG_STATE_HOME= $CONDUCT test.cfg')
    .ended;
  expect({ exitCode, stdout }).toEqual({ exitCode: 6, stdout: expect.stringContaining('it belongs to another user') });
});
