import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inheritGroups } from '../../src/storage/noted-groups.ts';
import { controlGroup } from '../guardian/support/control-group.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('control groups of a player that was killed are removed by the next, and those of a living one are not', async (context) => {
  await using killed = await controlGroup(context);
  await using living = await controlGroup(context);
  await using folder = await temporaryFolder();
  inheritGroups(folder.path, [killed.folder]);
  expect(existsSync(killed.folder)).toBe(true);
  inheritGroups(folder.path, [living.folder]);
  expect([killed, living].map((group) => existsSync(group.folder))).toEqual([false, true]);
});
