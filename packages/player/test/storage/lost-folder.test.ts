import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policies } from '@conductor/protocol';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { playerHere } from '../player-here.ts';
import { steps } from '../session/trial-fixture.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a player whose state folder was removed while a trial ran', () => {
  it.for<Policies['capture']>(['file', 'pipe'])('runs Reset without its outputs (capture = %s)', async (capture) => {
    await using elsewhere = await temporaryFolder();
    const trace = join(elsewhere.path, 'trace');
    const stateFolder = join(elsewhere.path, 'state');
    await using player = await playerHere({ stateFolder });
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps(`echo reset >>${trace}`) }, { capture });
    await driver.perform('startup');
    await removeFolder(join(stateFolder, 'runs'));
    await driver.say({ kind: 'close-trial', waiveReset: false });
    await driver.hear('trial-closed');
    expect(readFileSync(trace, 'utf8')).toBe('reset\n');
    const gone = `${join(stateFolder, 'runs')} is gone: somebody removed it while the trial ran`;
    await eventually(() => player.log.some((text) => text.startsWith(gone)));
    expect(player.log.join('\n')).not.toContain('taken it over');
  });

  it('tells what was lost and why, and the rest comes home', async () => {
    await using elsewhere = await temporaryFolder();
    const [stateFolder, go] = [join(elsewhere.path, 'state'), join(elsewhere.path, 'go')];
    await using player = await playerHere({ stateFolder });
    await using driver = await Driver.dial(player.port);
    const run = steps(
      `echo before; until [ -e ${go} ]; do sleep 0.02; done; echo after`,
      'echo held when it was removed',
      'echo never',
    );
    await driver.load({ startup: steps('true'), run, reset: steps('true') });
    await driver.perform('startup');
    await driver.start('run');
    await eventually(() => driver.collected.output('run', 1).toString() === 'before\n');
    const trial = join(stateFolder, 'runs', driver.run.runId);
    await removeFolder(trial);
    await driver.cutResults();
    await driver.collect();
    writeFileSync(go, '');
    await driver.hear('steps-done');
    await driver.end('run');
    expect(await driver.perform('reset')).toBe(0);
    expect(await driver.close()).toBe('paid');
    await driver.collectedAll();
    const gone = expect.stringContaining(`${trial} is gone: somebody removed it while the trial ran`);
    expect(driver.collected.outcomes('run')).toMatchObject([
      { kind: 'exited' },
      { kind: 'exited' },
      { kind: 'not-started', reason: gone },
    ]);
    for (const index of [1, 2]) expect(driver.collected.ends.get(`run/${index}/1/out/0`)?.failure).toEqual(gone);
    expect(driver.collected.output('run', 1).toString()).toBe('before\n');
    expect(driver.collected.journal().at(-1)).toMatchObject({ kind: 'trial-closed', reset: 'paid' });
    await eventually(() => player.log.some((text) => text.includes(`${trial} is gone`)));
  });
});
