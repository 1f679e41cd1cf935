import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_HOST_LIMITS } from '../../src/host-limits.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { POLICIES, phases, steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { plantRun } from './planted-run.ts';

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

describe('a player', () => {
  it('that begins removes what is too old, and says so', async () => {
    await using state = await temporaryFolder();
    const old = await plantRun(state.path, { runId: 'old', reset: 'paid', bytes: 4096, changed: ago(30) });
    const young = await plantRun(state.path, { runId: 'young', reset: 'waived', changed: ago(6) });
    await using player = await playerHere({ stateFolder: state.path });
    const said = /^run old: what was kept of it \(\d\.\d KiB\) is removed: nobody collected it for 7 days \(keep\)$/m;
    expect(player.log.join('\n')).toMatch(said);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });

  it('that gets a trial removes the oldest of what is too much, and never the run that holds it', async () => {
    await using state = await temporaryFolder();
    const limits = { ...DEFAULT_HOST_LIMITS, keepBytes: 100_000, reserveBytes: 0 };
    await using player = await playerHere({ stateFolder: state.path, limits });
    const older = await plantRun(state.path, { runId: 'older', reset: 'paid', bytes: 60_000, changed: ago(2) });
    const newer = await plantRun(state.path, { runId: 'newer', reset: 'paid', bytes: 60_000, changed: ago(1) });
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('head -c 200000 /dev/zero') });
    await driver.perform('run');
    await driver.close();
    const trial = { caseName: '', trial: 2 };
    await driver.say({ kind: 'load-trial', trial, policies: POLICIES, phases: phases({}), secrets: [] });
    await driver.hear('trial-loaded');
    await expect.poll(() => player.log.join('\n')).toContain('run older: what was kept of it');
    expect(player.log.join('\n')).toContain('more than 98 KiB were kept, and it was the oldest (keep_size)');
    const own = join(state.path, 'runs', driver.run.runId, 'case', 'trial-001', 'run', '01.out');
    expect([older, newer, own].map(existsSync)).toEqual([false, true, true]);
  });
});
