import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { steps } from '../session/trial-fixture.ts';
import { plantRun } from '../spool/planted-run.ts';
import { runPlayer, startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TIMEOUT_MS = 120_000;

describe('player spool', { timeout: TIMEOUT_MS }, () => {
  it('lists what is kept where no player runs, the oldest first, with what became of Reset', async () => {
    await using state = await temporaryFolder();
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await plantRun(state.path, { runId: 'young', reset: 'waived', changed: ago(3) });
    await plantRun(state.path, { runId: 'old', reset: 'owed', bytes: 5000, changed: ago(80) });
    const { exitCode, stdout } = await runPlayer(['spool', '--state-dir', state.path]);
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines[0]).toEqual([`${state.path}: no player runs there`]);
    expect(lines[1]).toEqual(['run', 'trial', 'loaded', 'age', 'bytes', 'Reset', 'collected']);
    expect(lines[2]).toEqual([
      'old',
      '1',
      expect.stringMatching(/Z$/),
      '3 days',
      expect.stringMatching(/^5\.\d KiB$/),
      'OWED',
      'not all',
    ]);
    expect(lines[3]).toMatchObject({ 0: 'young', 3: '3 h', 5: 'waived' });
    expect(lines[4]?.[0]).toMatch(/^2 runs, 2 trials, \d\.\d KiB in all$/);
  });

  it('says that nothing is kept, also where there is no such folder', async () => {
    const { exitCode, stdout } = await runPlayer([
      'spool',
      '-b',
      '127.0.0.1',
      '-p',
      '1',
      '--state-dir',
      '/no/such/place',
    ]);
    expect([exitCode, stdout]).toEqual([0, '/no/such/place: no player runs there\nnothing is kept']);
  });

  it('tells programs as JSON', async () => {
    await using state = await temporaryFolder();
    await plantRun(state.path, { runId: 'one', reset: 'paid' });
    const { stdout } = await runPlayer(['spool', '--format', 'json', '--state-dir', state.path]);
    expect(JSON.parse(stdout)).toMatchObject({
      stateFolder: state.path,
      player: null,
      heldRun: null,
      runs: [{ runId: 'one', bytes: expect.any(Number), trials: [{ trial: 1, debt: 'paid', isCollected: false }] }],
    });
  });

  it('removes a run that is closed, once', async () => {
    await using state = await temporaryFolder();
    const folder = await plantRun(state.path, { runId: 'one', reset: 'paid' });
    const remove = ['spool', '--state-dir', state.path, '--remove', 'one'];
    expect(await runPlayer(remove)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('run one is removed'),
    });
    expect(existsSync(folder)).toBe(false);
    expect(await runPlayer(remove)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('nothing is kept') });
  });

  it('does not remove a run whose Reset is owed, and says why', async () => {
    await using state = await temporaryFolder();
    const folder = await plantRun(state.path, { runId: 'one', reset: 'owed' });
    const { exitCode, stdout } = await runPlayer(['spool', '--remove', 'one', '--state-dir', state.path]);
    expect(exitCode).toBe(4);
    expect(stdout).toContain('run one is not removed: its Reset is owed');
    expect(existsSync(folder)).toBe(true);
  });

  it('works beside a player: names the run that holds it, which is not removed before it is released', async () => {
    await using player = await startPlayerProcess();
    const spool = ['spool', '--state-dir', player.stateFolder];
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('echo hello') });
    const { runId } = driver.run;
    const { stdout } = await runPlayer(spool);
    expect(stdout).toContain(`the player with process number ${player.pid} runs there, and run ${runId} holds it`);
    expect(stdout).toMatch(/in progress +not all/);
    await driver.perform('run');
    await driver.close();
    // Between two trials nothing is in progress, and yet it is not anybody's to remove.
    const refused = await runPlayer([...spool, '--remove', runId]);
    expect(refused).toMatchObject({ exitCode: 5, stdout: expect.stringContaining('is at work on it') });
    await driver.collectedAll();
    await expect.poll(async () => (await runPlayer(spool)).stdout).toMatch(/not owed +all$/m);
    expect(existsSync(join(player.stateFolder, 'runs', runId))).toBe(true);
    await driver.say({ kind: 'release-player' });
    await driver.hear('player-released');
    await expect.poll(async () => (await runPlayer(spool)).stdout).toContain('nothing is kept');
  });
});
