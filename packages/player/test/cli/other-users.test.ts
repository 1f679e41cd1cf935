import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { openEnrolment } from '../../src/identity/enrolment-file.ts';
import { identityFolder, makeIdentityFolder } from '../../src/identity/identity-folder.ts';
import { Driver } from '../driver.ts';
import { steps } from '../session/trial-fixture.ts';
import { startPlayerProcess } from '../support/player-process.ts';

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name);
/** The user that owns nothing. */
const NOBODY = 65_534;

describe('another user of the host', { timeout: 60_000 }, () => {
  it('cannot command a player over loopback', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('missing: root, to become somebody else');
    await using player = await startPlayerProcess();
    const { stdout, stderr } = await execa(
      process.execPath,
      ['--conditions=@conductor/source', fixture('stranger.ts'), String(player.port)],
      { reject: false, stdin: 'ignore', uid: NOBODY, gid: NOBODY, cwd: '/' },
    );
    if (/EACCES|MODULE_NOT_FOUND|ERR_MODULE/.test(stderr)) {
      return context.skip('missing: a checkout that an ordinary user may read');
    }
    // Which of the two depends on whether it may see that there is a token.
    expect(stdout).toMatch(/^identity: .*(this player belongs to another user|of no use to this user)/);
    await using driver = await Driver.dial(player.port);
    expect(await driver.performAll({ run: steps('echo mine') })).toBeDefined();
  });

  it('finds nothing open of what a player keeps, also where its user makes files that are open to everybody', async () => {
    await using player = await startPlayerProcess([], {}, fixture('careless-player.ts'));
    makeIdentityFolder(identityFolder(player.stateFolder));
    await openEnrolment(identityFolder(player.stateFolder), new Date());
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('echo up; echo complaint >&2'), reset: steps('true') });
    await driver.perform('startup');
    const kept = readdirSync(player.stateFolder, { recursive: true, encoding: 'utf8' });
    expect(kept).toEqual(
      expect.arrayContaining(['reserve', 'identity/enrolment-key.pem', expect.stringMatching(/guardian\/token$/)]),
    );
    const open = ['', ...kept].filter((path) => isOpen(join(player.stateFolder, path)));
    expect(open).toEqual([]);
    await driver.close();
  });
});

/** What is gone since it was listed is not. */
function isOpen(path: string): boolean {
  return ((lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
}
