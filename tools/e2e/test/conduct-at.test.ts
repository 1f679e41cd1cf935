import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

/** In so long, to the second: a time that the command line can spell. */
function inSeconds(seconds: number): Date {
  return new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);
}

test('a run that is scheduled looks at its players, waits without them, and begins at its time', async () => {
  await using bed = await startTestBed({ players: { dut: { run: ['step1: echo run >>steps'] } } });
  // On a busy machine a time can have passed before the program has begun: then it is said so, and another is chosen.
  for (let seconds = 2; seconds <= 64; seconds *= 2) {
    const at = inSeconds(seconds);
    const { exitCode, stdout } = await bed.run('--at', at.toISOString().replace('.000', ''));
    if (exitCode === 2) continue;
    expect(exitCode).toBe(0);
    const [, told = ''] = /^waiting until (\S+ \S+), for /m.exec(stdout) ?? [];
    expect(new Date(told)).toEqual(at);
    expect(bed.read('dut/steps')).toBe('run\n');
    expect(Date.parse(bed.result().startTime)).toBeGreaterThanOrEqual(at.getTime());
    return;
  }
  expect.fail('the program never began in time');
});

test('a run that waits for its time holds nobody, and is ended by Ctrl-C with nothing to reset', async () => {
  await using bed = await startTestBed({ players: { dut: { run: ['step1: echo run >>steps'] } } });
  const scheduled = bed.conduct('run', 'test.cfg', '--at', '2099-12-01 02:00');
  await scheduled.lines.find((line) => line.startsWith('waiting until 2099-1'));
  expect(existsSync(join(bed.folder, 'results'))).toBe(false);
  expect(await bed.run()).toMatchObject({ exitCode: 0 });
  scheduled.kill('SIGINT');
  const { exitCode, stdout } = await scheduled.ended;
  expect([exitCode, stdout]).toEqual([130, expect.stringContaining('nothing was claimed, and nothing is to be reset')]);
});

test('what is wrong with a scheduled run is told now: a time that has passed, a player that is not there', async () => {
  await using bed = await startTestBed({ players: { dut: {} } });
  const past = await bed.run('--at', '2020-02-29 02:00');
  expect([past.exitCode, past.stderr]).toEqual([2, expect.stringContaining('--at wants a time to come')]);
  bed.player('dut').kill('SIGTERM');
  await bed.player('dut').ended;
  const alone = await bed.run('--at', '2099-12-01T02:00Z', '--wait-players', '0');
  expect([alone.exitCode, alone.stderr]).toEqual([3, expect.stringContaining('is the player of "dut" running there?')]);
});
