import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { ownGroupFolder } from '../../src/containment/group-folders.ts';
import { openEnrollment } from '../../src/identity/enrollment-file.ts';
import { identityFolder, makeIdentityFolder } from '../../src/identity/identity-folder.ts';
import { Driver } from '../driver.ts';
import { steps } from '../session/trial-fixture.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name);
/** The user that owns nothing. */
const NOBODY = 65_534;

describe('another user of the host', () => {
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
    const collected = await driver.performAll({ run: steps('echo mine') });
    expect(collected.output('run', 1).toString()).toBe('mine\n');
  });

  it('finds nothing open of what a player keeps, also where its user makes files that are open to everybody', async () => {
    await using player = await startPlayerProcess([], {}, fixture('careless-player.ts'));
    makeIdentityFolder(identityFolder(player.stateFolder));
    await openEnrollment(identityFolder(player.stateFolder), new Date());
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('cat /proc/self/cgroup; echo complaint >&2'), reset: steps('true') });
    await driver.perform('startup');
    const kept = readdirSync(player.stateFolder, { recursive: true, encoding: 'utf8' });
    expect(kept).toEqual(
      expect.arrayContaining(['reserve', 'identity/enrollment-key.pem', expect.stringMatching(/guardian\/token$/)]),
    );
    const open = ['', ...kept].filter((path) => isOpen(join(player.stateFolder, path)));
    expect(open).toEqual([]);
    const output = kept.find((path) => path.endsWith('startup/01.out')) ?? '';
    const groups = groupsOfSteps(readFileSync(join(player.stateFolder, output), 'utf8'));
    expect(groups.filter((path) => ((lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o022) !== 0)).toEqual(
      [],
    );
    await driver.close();
  });
});

/** What looks like a guardian, and holds the fifo by which one is seen to live. */
const SHAM = 'exec 3<>"alive.$1"; echo up; read -r end <&3';

it('whoever gives a process the name of a guardian does not keep its player from ending that one', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('missing: root, to become somebody else');
  await using folder = await temporaryFolder();
  await chmod(folder.path, 0o755);
  const stranger = await shamGuardian(join(folder.path, 'stranger'), 0);
  const own = await shamGuardian(join(folder.path, 'own'), NOBODY);
  const ownExit = once(own, 'exit');
  try {
    const { stdout, stderr } = await execa(
      process.execPath,
      ['--conditions=@conductor/source', fixture('ends-guardian.ts'), join(folder.path, 'own'), 'sham'],
      { reject: false, stdin: 'ignore', uid: NOBODY, gid: NOBODY, cwd: '/' },
    );
    if (/EACCES|MODULE_NOT_FOUND|ERR_MODULE/.test(stderr)) {
      return context.skip('missing: a checkout that an ordinary user may read');
    }
    expect(stdout).toBe('ended');
    expect(await ownExit).toEqual([null, 'SIGKILL']);
    expect([stranger.exitCode, stranger.signalCode]).toEqual([null, null]);
  } finally {
    for (const guardian of [stranger, own]) guardian.kill('SIGKILL');
  }
});

async function shamGuardian(folder: string, uid: number): Promise<ChildProcess> {
  await mkdir(folder);
  await writeFile(join(folder, 'guardian'), SHAM);
  await execa('mkfifo', [join(folder, 'alive.sham')]);
  await chown(folder, uid, uid);
  await chown(join(folder, 'alive.sham'), uid, uid);
  const guardian = spawn('/bin/sh', ['./guardian', 'sham'], { cwd: folder, uid, gid: uid, detached: true });
  await once(guardian.stdout, 'data');
  return guardian;
}

/** The control groups above those of all steps, by what a step reads in /proc/self/cgroup; none where the player made none. */
function groupsOfSteps(text: string): readonly string[] {
  const names = text.matchAll(/^\d+:(|pids):.*\/(conductor-\d+)\/\d+$/gm);
  return Array.from(names, ([, tree, name = '']) => {
    return join(ownGroupFolder(tree === '' ? 'unified' : 'pids') ?? '', name);
  });
}

/** What is gone since it was listed is not. */
function isOpen(path: string): boolean {
  return ((lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
}
