import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { CLAIM, POLICIES, phases } from './trial-fixture.ts';

it('a trial that can be neither kept nor removed is told of, and the player is free', async (context) => {
  await using folder = await temporaryFolder();
  const [tools, stateFolder] = [join(folder.path, 'tools'), join(folder.path, 'state')];
  mkdirSync(tools);
  // What the guardian needs fails, and somebody has mounted something where it works.
  const failing = '#!/bin/sh\nmkdir busy && mount -t tmpfs tmpfs busy\nexit 1\n';
  writeFileSync(join(tools, 'mkfifo'), failing, { mode: 0o755 });
  const env = { PATH: `${tools}:${process.env['PATH']}` };
  await using player = await startPlayerProcess(['--state-dir', stateFolder], env);
  await using driver = await Driver.dial(player.port);
  const busy = join(stateFolder, 'runs', driver.run.runId, 'case/trial-001/guardian/busy');
  await driver.say(CLAIM);
  await driver.say({ kind: 'load-trial', trial: driver.trial, policies: POLICIES, phases: phases({}), secrets: [] });
  const refused = await driver.hear('refused').finally(() => execa('umount', ['-l', busy], { reject: false }));
  expect(refused.message).toContain('the trial cannot be kept');
  player.kill('SIGTERM');
  const { exitCode, stderr } = await player.ended;
  expect(exitCode).toBe(0);
  if (!stderr.includes('cannot be removed')) context.skip('mounting a disk needs root');
});
