import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { runPlayer } from '../support/player-process.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { killedInRun } from './killed-in-run.ts';

describe('a trial whose file is damaged, its player and its guardian killed', () => {
  it.each([
    ['cut off', /trial\.json is damaged: .*; what its guardian was given has served/],
    ['a pipe', /trial\.json is no regular file; .*; what its guardian was given has served/],
  ])('%s: is reset by what its guardian was given, and its results come home', async (damage, told) => {
    await using killed = await killedInRun({ guardianToo: true });
    const file = join(killed.trialFolder, 'trial.json');
    rmSync(file);
    if (damage === 'a pipe') await execa('mkfifo', [file]);
    else writeFileSync(file, '{"run":{"runId":"202');
    await using next = await playerHere({ stateFolder: killed.stateFolder });
    expect(await killed.traced()).toEqual(['step1', 'step2']);
    expect(killed.leftRunning()).toBe(0);
    expect(next.log).toContainEqual(expect.stringMatching(told));
    await using driver = await Driver.dial(next.port, killed.driver);
    await driver.collect();
    await driver.collectedAll();
    expect(driver.collected.journal().at(-1)).toMatchObject({ kind: 'trial-closed', reset: 'paid' });
    expect(driver.collected.output('reset', 1).toString()).toBe('step1 is over\n');
    expect(driver.collected.output('run', 1).toString()).toBe('measured\n');
  });

  it('and of which nothing else is left, is owed until somebody says that the host is in order', async () => {
    await using killed = await killedInRun({ guardianToo: true });
    writeFileSync(join(killed.trialFolder, 'trial.json'), '');
    await removeFolder(join(killed.trialFolder, 'guardian'));
    await using next = await playerHere({ stateFolder: killed.stateFolder });
    const { runId } = killed.driver.run;
    expect(killed.leftRunning()).toBe(0);
    expect(next.log).toContainEqual(
      expect.stringMatching(
        new RegExp(
          `cannot be brought to its end: .*\\d processes of it were killed; .*player spool --remove ${runId} --settled`,
        ),
      ),
    );
    const kept = async () => {
      await using driver = await Driver.dial(next.port);
      return driver.control.condition.kept;
    };
    expect(await kept()).toMatchObject([{ runId, isOwed: true, reset: 'unconfirmed' }]);

    const spool = ['spool', '--state-dir', killed.stateFolder];
    expect((await runPlayer(spool)).stdout).toMatch(/OWED/);
    const refused = await runPlayer([...spool, '--remove', runId]);
    expect(refused).toMatchObject({ exitCode: 4, stdout: expect.stringContaining('add --settled') });
    expect(existsSync(killed.trialFolder)).toBe(true);
    expect(await runPlayer([...spool, '--remove', runId, '--settled'])).toMatchObject({ exitCode: 0 });
    expect(await kept()).toEqual([]);
  });
});
