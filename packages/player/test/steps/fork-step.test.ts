import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fork } from '../../src/fork/fork.ts';
import { forkHere } from '../../src/fork/fork-here.ts';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { living } from '../guardian/support/processes.ts';
import { playerHere } from '../player-here.ts';
import { steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a command of which the guardian cannot be told is not run, and nothing of it stays held', async () => {
  await using folder = await temporaryFolder();
  await using player = await playerHere({ stateFolder: folder.path });
  await using driver = await Driver.dial(player.port);
  const groups = join(folder.path, 'runs', driver.run.runId, 'case/trial-001/guardian/groups');
  const spoil = `rm '${groups}' && mkdir '${groups}'`;
  await driver.load({ startup: steps(spoil), run: steps('echo measured'), reset: steps('true') });
  await driver.perform('startup');
  await driver.start('run');
  const ended = await driver.journaled((one) => one.kind === 'step-ended' && one.step.phase === 'run');
  expect(ended).toMatchObject({ outcome: { kind: 'not-started' } });
  await eventually(() => livingOf(driver).length === 0);
});

it('a command that is held for a phase that never comes is ended with its trial, and has not run', async () => {
  await using folder = await temporaryFolder();
  await using player = await playerHere({ stateFolder: folder.path });
  await using driver = await Driver.dial(player.port);
  const trace = join(folder.path, 'trace');
  await driver.load({ startup: steps('true'), run: steps(`touch '${trace}'`) });
  await driver.perform('startup');
  await eventually(() => livingOf(driver).length === 1);
  await driver.close(true);
  await eventually(() => livingOf(driver).length === 0);
  expect(existsSync(trace)).toBe(false);
});

it('a command that is held for a phase that never comes, and was stopped by somebody, is ended with its trial all the same', async () => {
  await using folder = await temporaryFolder();
  await using player = await playerHere({ stateFolder: folder.path });
  await using driver = await Driver.dial(player.port);
  await driver.load({ startup: steps('true'), run: steps('true') });
  await driver.perform('startup');
  await eventually(() => livingOf(driver).length === 1);
  for (const { pid } of livingOf(driver)) process.kill(pid, 'SIGSTOP');
  await driver.close(true);
  expect(livingOf(driver)).toEqual([]);
});

it('a command that is given up while its fork hangs is ended with its trial, too', async () => {
  await using folder = await temporaryFolder();
  // Whoever makes the command another user's may wait for a server, for example.
  const fork: Fork = (file, args, options) =>
    options.env['CONDUCTOR_PHASE'] === 'run'
      ? forkHere('/bin/sh', ['-c', 'exec sleep 1000'], options)
      : forkHere(file, args, options);
  await using player = await playerHere({ stateFolder: folder.path, fork });
  await using driver = await Driver.dial(player.port);
  await driver.load({ startup: steps('true'), run: steps('true') });
  await driver.perform('startup');
  await eventually(() => livingOf(driver).length === 1);
  await driver.close(true);
  expect(livingOf(driver)).toEqual([]);
});

/** What was forked for the steps of a run, and is alive. */
function livingOf({ run }: Driver) {
  return living('environ', (text) => text.includes(`CONDUCTOR_RUN=${run.runId}\0`));
}
