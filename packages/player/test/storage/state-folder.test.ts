import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lchown, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { fileName } from '../../src/storage/file-name.ts';
import { folderFault } from '../../src/storage/private-folder.ts';
import { defaultStateFolder, openStateFolder } from '../../src/storage/state-folder.ts';
import { smallDisk } from '../guardian/support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SOURCE = join(import.meta.dirname, '../../src/storage/state-folder.ts');

describe('a state folder', () => {
  it('is made for its owner alone, and locked', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'deep', 'state');
    using state = openStateFolder(path);
    expect((await stat(state.path)).mode & 0o777).toBe(0o700);
    expect(() => openStateFolder(path)).toThrow(`in use by the player with process number ${process.pid}`);
  });

  it('may be used again after its player', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'state');
    openStateFolder(path)[Symbol.dispose]();
    openStateFolder(path)[Symbol.dispose]();
  });

  it('is taken over from a player that is dead', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'state');
    const dead = spawn('true');
    await once(dead, 'exit');
    await mkdir(path, { mode: 0o700 });
    await writeFile(join(path, 'lock'), JSON.stringify({ pid: dead.pid, start: 'some-boot/1' }));
    using _state = openStateFolder(path);
    expect(JSON.parse(await readFile(join(path, 'lock'), 'utf8')).pid).toBe(process.pid);
  });

  it('is taken over where another process has got the number of the dead one', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'state');
    await mkdir(path, { mode: 0o700 });
    await writeFile(join(path, 'lock'), JSON.stringify({ pid: process.ppid, start: 'an-earlier-boot/1' }));
    using _state = openStateFolder(path);
    expect(JSON.parse(await readFile(join(path, 'lock'), 'utf8')).pid).toBe(process.pid);
  });

  it('is refused where others could put something into it, or in its place', async () => {
    await using folder = await temporaryFolder();
    const open = join(folder.path, 'open');
    await mkdir(open);
    await chmod(open, 0o755);
    expect(() => openStateFolder(open)).toThrow(`open to other users; say: chmod 700 ${open}`);
    await chmod(open, 0o777);
    expect(() => openStateFolder(join(open, 'below'))).toThrow(`other users may write ${open}`);
  });

  it('may be below a link to a folder that only its owner may write, and not below one that leads elsewhere', async (context) => {
    await using folder = await temporaryFolder();
    const [home, open, shut] = ['home', 'open', 'shut'].map((name) => join(folder.path, name));
    if (home === undefined || open === undefined || shut === undefined) throw new Error('three paths');
    await mkdir(shut, { mode: 0o755 });
    await symlink('shut', home);
    openStateFolder(join(home, 'me/state'))[Symbol.dispose]();
    expect(folderFault(join(home, 'me/state'))).toBe(null);

    await mkdir(join(open, 'below'), { recursive: true });
    await chmod(open, 0o777);
    await symlink('open/below', join(folder.path, 'other'));
    expect(() => openStateFolder(join(folder.path, 'other/state'))).toThrow(`other users may write ${open}`);

    if (process.getuid?.() !== 0) return context.skip('missing: root, to give a link to another user');
    await lchown(home, 12_345, 12_345);
    expect(folderFault(join(home, 'me/state'))).toBe(`${home} belongs to user 12345`);
  });

  it('is refused where nothing can be written, and it is said what to do', () => {
    expect(() => openStateFolder('/proc/player')).toThrow(
      'the state folder /proc/player cannot be used: the file system of /proc takes no folders; name another with --state-dir',
    );
  });

  it.for(['made', 'missing', 'deep/and/missing'])(
    'is refused on a disk that is read-only: %s',
    async (name, context) => {
      await using disk = await smallDisk(context, 'size=64k,mode=700');
      const path = join(disk.path, name);
      await mkdir(join(disk.path, 'made'), { mode: 0o700 });
      await execa('mount', ['-o', 'remount,ro', disk.path]);
      const reason = 'the file system is read-only (EROFS)';
      expect(() => openStateFolder(path)).toThrow(`${path} cannot be used: ${reason}; name another with --state-dir`);
      expect(folderFault(path)).toBe(reason);
    },
  );

  it('can be made by players that start at the same moment, where the folders above are missing', async () => {
    await using folder = await temporaryFolder();
    const go = join(folder.path, 'go');
    const names = ['a', 'b', 'c', 'd'];
    const makers = names.map((name) => {
      const code = `const { existsSync } = await import('node:fs');
        const { openStateFolder } = await import(${JSON.stringify(SOURCE)});
        console.log('ready');
        while (!existsSync(${JSON.stringify(go)}));
        for (let round = 0; round < 50; round += 1)
          openStateFolder(${JSON.stringify(folder.path)} + '/' + round + '/of/all/${name}')[Symbol.dispose]();`;
      const args = ['--conditions=@conductor/source', '--input-type=module', '--eval', code];
      return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    });
    await Promise.all(makers.map(({ stdout }) => once(stdout, 'data')));
    const exits = Promise.all(makers.map((maker) => once(maker, 'exit')));
    await writeFile(go, '');
    expect(await exits).toEqual(names.map(() => [0, null]));
  });

  it('is by default that of the address and port', () => {
    const environment = { HOME: '/home/lab' };
    expect(defaultStateFolder('::1', 6970, environment)).toBe('/home/lab/.local/state/conductor/player-%3A%3A1-6970');
    const stated = { ...environment, XDG_STATE_HOME: '/state' };
    expect(defaultStateFolder('127.0.0.1', 6970, stated)).toBe('/state/conductor/player-127.0.0.1-6970');
  });
});

describe('a file name', () => {
  it.each([
    ['20261123T231500Z-k3f9', '20261123T231500Z-k3f9'],
    ['a/b', 'a%2Fb'],
    ['..', '%..'],
    ['', '%'],
    ['ä', '%C3%A4'],
  ])('of %j is %s', (text, name) => {
    expect(fileName(text)).toBe(name);
  });

  it('is at most 100 bytes, and still differs where the texts do', () => {
    const [one, other] = [fileName(`${'x'.repeat(200)}1`), fileName(`${'x'.repeat(200)}2`)];
    expect(one).toHaveLength(100);
    expect(one).not.toBe(other);
  });
});
