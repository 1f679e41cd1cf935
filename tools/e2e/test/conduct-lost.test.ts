import { describe, expect, test } from 'vitest';
import { createTestBed, startTestBed } from '../src/test-bed.ts';

const STEPS = {
  startup: ['step1: echo startup >>steps'],
  run: ['step1: echo run >>steps; sleep 1000'],
  collect: ['step1: echo collect >>steps'],
  reset: ['step1: echo reset >>steps'],
};

describe('a player that dies in the midst of a step', () => {
  test('is named with phase, step and cause; the others are stopped, collected and reset; exit 3', async () => {
    // Its Reset is waited for as long as its limits say.
    const sink = { ...STEPS, reset: ['timeout1: echo reset >>steps'] };
    await using bed = await startTestBed({ players: { dut: STEPS, sink }, settings: ['trials: 3'] });
    const conduct = bed.conduct('run', '-v', 'test.cfg');
    await Promise.all([bed.written('dut/steps', 'run'), bed.written('sink/steps', 'run')]);
    await conduct.lines.find((line) => /run +sink +step1/.test(line));
    bed.player('sink').kill('SIGKILL');
    const { exitCode, stdout } = await conduct.ended;
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/run +sink +is lost: .*; it was at run step1 \(.*sink\.cfg:7\)/);
    expect(bed.read('dut/steps')).toBe('startup\nrun\ncollect\nreset\n');
    const { trials, players } = bed.result();
    expect(players.map(({ lost }) => lost)).toEqual([null, expect.stringContaining('run step1')]);
    expect(trials).toHaveLength(1);
    expect(trials[0]?.resets).toMatchObject([
      { player: 'dut', state: 'paid' },
      { player: 'sink', state: 'unconfirmed' },
    ]);
    expect(trials[0]?.phases[1]?.players[1]?.steps[0]?.outcome.kind).toBe('unknown');
  });
});

describe('a conductor that is killed in Run', () => {
  test('leaves a player that has reset, has nothing alive, and takes the next run', async () => {
    await using bed = await startTestBed({
      players: {
        dut: { ...STEPS, run: ['spawn1: sleep 1000', 'step1: (sleep 1000 &)', 'step2: echo run >>steps; sleep 1000'] },
      },
    });
    const conduct = bed.conduct('run', 'test.cfg');
    await bed.written('dut/steps', 'run');
    conduct.kill('SIGKILL');
    await bed.written('dut/steps', 'reset');
    await bed.player('dut').lines.find((line) => line.includes('Reset: paid'));
    expect(bed.stepProcesses()).toEqual([]);
    expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\n');
    expect(await bed.run('-p', 'startup', 'collect', 'reset')).toMatchObject({ exitCode: 0 });
  });
});

test('players may be started after the conductor', async () => {
  await using bed = await createTestBed({ players: { dut: { run: ['step1: echo run >>steps'] }, sink: {} } });
  await bed.startPlayer('sink');
  const conduct = bed.conduct('run', 'test.cfg', '--wait-players', '60');
  await conduct.lines.find((line) => /dut +waited for: .*refused the connection/.test(line));
  await bed.startPlayer('dut');
  expect(await conduct.ended).toMatchObject({ exitCode: 0 });
  expect(bed.read('dut/steps')).toBe('run\n');
});
