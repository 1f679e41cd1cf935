import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

const UNTIL_TOLD = 'step1: echo run >>steps; while ! [ -e go ]; do sleep 0.1; done';

test('a run waits for players that another run holds, says which and whose, and has its turn', async () => {
  await using bed = await startTestBed({ players: { dut: { run: [UNTIL_TOLD] }, sink: {} } });
  const first = bed.conduct('run', 'test.cfg', '-c', 'dut');
  await bed.written('dut/steps', 'run');
  const second = bed.conduct('run', 'test.cfg', '--wait-free', '2m');
  await second.lines.find((line) => /dut +waited for: dut \(.*\) is held by run \S+ of .*, since /.test(line));
  // What the second run would hold meanwhile, a third can have.
  expect(await bed.run('-c', 'sink')).toMatchObject({ exitCode: 0 });
  bed.write('dut/go', '');
  expect(await first.ended).toMatchObject({ exitCode: 0 });
  expect(await second.ended).toMatchObject({ exitCode: 0 });
  expect(bed.read('dut/steps')).toBe('run\nrun\n');
});

test('a run that waits for a player is ended by Ctrl-C, and by its patience with exit code 5', async () => {
  await using bed = await startTestBed({ players: { dut: { run: [UNTIL_TOLD] } } });
  const first = bed.conduct('run', 'test.cfg');
  await bed.written('dut/steps', 'run');
  const second = bed.conduct('run', 'test.cfg', '--wait-free', '2h');
  await second.lines.find((line) => line.includes('is held by run'));
  second.kill('SIGINT');
  expect(await second.ended).toMatchObject({ exitCode: 130 });
  expect(await bed.run('--wait-free', '1s')).toMatchObject({ exitCode: 5 });
  bed.write('dut/go', '');
  expect(await first.ended).toMatchObject({ exitCode: 0 });
});
