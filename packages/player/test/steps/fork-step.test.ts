import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
  await driver.load({ startup: steps('true'), run: steps('echo measured'), reset: steps('true') });
  await driver.perform('startup');
  const groups = join(folder.path, 'runs', driver.run.runId, 'case/trial-001/guardian/groups');
  await rm(groups);
  await mkdir(groups);
  const held = () => living('environ', (text) => text.includes(`CONDUCTOR_RUN=${driver.run.runId}\0`));
  await driver.start('run');
  const ended = await driver.journaled((one) => one.kind === 'step-ended' && one.step.phase === 'run');
  expect(ended).toMatchObject({ outcome: { kind: 'not-started' } });
  await eventually(() => held().length === 0);
});
