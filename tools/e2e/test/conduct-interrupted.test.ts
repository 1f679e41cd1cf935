import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

/** A step of Run that only a signal ends, and that then waits until it may go: time for a second signal. */
const STUBBORN =
  'step1: trap : TERM; trap "until [ -e go ]; do sleep 0.05; done; exit 0" INT; echo run >>steps; sleep 1000';

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed({
    players: {
      dut: {
        startup: ['spawn1: sleep 1000', 'step1: echo startup >>steps'],
        run: ['spawn1: sleep 1000', STUBBORN],
        collect: ['step1: echo collect >>steps'],
        reset: ['step1: echo reset >>steps; sleep 0.2; echo done >>steps'],
      },
    },
    settings: ['kill_grace: 60'],
  });
}, SET_UP_LIMIT_MS);
afterEach(() => bed[Symbol.asyncDispose]());

/** Starts the test, and resolves in the midst of Run. */
async function conductUntilRun() {
  const conduct = bed.conduct('run', 'test.cfg', '-t', '3');
  await bed.written('dut/steps', 'run');
  return conduct;
}

describe('a run that is interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('once, by %s: stops, collects, resets, exits %i', async (signal, exitCode) => {
    const conduct = await conductUntilRun();
    bed.write('dut/go', '');
    conduct.kill(signal);
    expect(await conduct.ended).toMatchObject({ exitCode });
    expect(bed.read('dut/steps')).toBe('startup\nrun\ncollect\nreset\ndone\n');
    expect(bed.stepProcesses()).toEqual([]);
    const { trials, problems } = bed.result();
    expect(trials).toHaveLength(1);
    expect(trials[0]?.resets).toMatchObject([{ player: 'dut', state: 'paid' }]);
    expect(trials[0]?.phases[1]?.players[0]?.steps[1]?.outcome).toMatchObject({ kind: 'stopped' });
    expect(problems).toEqual([`interrupted by ${signal}`]);
  });

  test('twice: skips Collect, and still resets', async () => {
    const conduct = await conductUntilRun();
    conduct.kill('SIGINT');
    await conduct.lines.find((line) => line.includes('SIGINT: stopping'));
    conduct.kill('SIGINT');
    await conduct.lines.find((line) => line.includes('skipping Collect'));
    bed.write('dut/go', '');
    expect(await conduct.ended).toMatchObject({ exitCode: 130 });
    expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\ndone\n');
  });

  test('three times: leaves at once, says so, and the player resets by itself and takes the next run', async () => {
    const conduct = await conductUntilRun();
    for (const said of ['stopping', 'skipping Collect', 'leaving']) {
      conduct.kill('SIGINT');
      await conduct.lines.find((line) => line.includes(said));
    }
    const { exitCode, stdout } = await conduct.ended;
    bed.write('dut/go', '');
    expect(exitCode).toBe(131);
    expect(stdout).toMatch(/nobody heard that every Reset ran: .* "conduct status \d{8}T\d{6}Z-\w{4}" looks/);
    // Its last step is over a moment before the player has looked that nothing is left, and is free.
    await bed.player('dut').lines.find((line) => line.includes('Reset: paid'));
    expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\ndone\n');
    expect(await bed.run('-p', 'startup', 'reset')).toMatchObject({ exitCode: 0 });
  });

  test('by a reader that went away, is not: a closed pipe ends nothing', async () => {
    const script = '{ $CONDUCT -p startup collect reset -- test.cfg; echo $? >code; } | head -n 1';
    await bed.shell(script).ended;
    await bed.written('code', '0');
    expect(bed.read('dut/steps')).toBe('startup\ncollect\nreset\ndone\n');
  });
});

test('a run that is interrupted while players are awaited starts nothing', async () => {
  await bed.player('dut')[Symbol.asyncDispose]();
  const conduct = bed.conduct('run', 'test.cfg', '--wait-players', '60');
  await conduct.lines.find((line) => line.includes('waited for'));
  conduct.kill('SIGINT');
  expect(await conduct.ended).toMatchObject({ exitCode: 130 });
  expect(bed.read('dut/steps')).toBe('');
});
