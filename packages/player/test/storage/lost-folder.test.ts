import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policies } from '@conductor/protocol';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
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
  });
});
