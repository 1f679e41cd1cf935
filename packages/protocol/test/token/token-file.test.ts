import { spawnSync } from 'node:child_process';
import { chmod, lchown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTokens, writeToken } from '../../src/token/token-file.ts';

let base: string;
let folder: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'conductor-token-'));
  folder = join(base, 'state/conductor/run');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const file = () => join(folder, '127.0.0.1-6970.token');

describe('a token', () => {
  it('is 32 random bytes in a file that only its user reads, for each address', async () => {
    await using written = await writeToken([folder], ['127.0.0.1', '::1'], 6970);
    expect((await readdir(folder)).filter((name) => name.endsWith('.token'))).toEqual([
      '127.0.0.1-6970.token',
      '::1-6970.token',
    ]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readFile(file(), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect((await readTokens([folder], '::1', 6970)).tokens).toEqual([written.token]);
    expect((await readTokens([folder], '::1', 6971)).tokens).toEqual([]);
  });

  it('is another one each time', async () => {
    await using one = await writeToken([folder], ['127.0.0.1'], 6970);
    await using other = await writeToken([folder], ['127.0.0.1'], 6970);
    expect(one.token).not.toEqual(other.token);
  });

  it('is gone with its listener, but not the token of who has the port since', async () => {
    const first = await writeToken([folder], ['127.0.0.1'], 6970);
    const second = await writeToken([folder], ['127.0.0.1'], 6970);
    await first[Symbol.asyncDispose]();
    expect((await readTokens([folder], '127.0.0.1', 6970)).tokens).toEqual([second.token]);
    await second[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a killed player is replaced', async () => {
    await writeToken([folder], ['127.0.0.1'], 6970);
    await using second = await writeToken([folder], ['127.0.0.1'], 6970);
    expect((await readTokens([folder], '127.0.0.1', 6970)).tokens).toEqual([second.token]);
  });

  it('is written to the first folder that takes it: not to one on a disk that is read-only', async (context) => {
    const disk = join(base, 'disk');
    await mkdir(disk);
    const mount = (...words: string[]) => spawnSync('mount', [...words, disk]).status === 0;
    if (!mount('-t', 'tmpfs', '-o', 'mode=700', 'tmpfs')) return context.skip('mounting a disk needs root');
    try {
      mount('-o', 'remount,ro');
      await using written = await writeToken([disk, folder], ['127.0.0.1'], 6970);
      expect((await readTokens([disk, folder], '127.0.0.1', 6970)).tokens).toEqual([written.token]);
      await expect(writeToken([disk], ['127.0.0.1'], 6970)).rejects.toThrow(`${disk}: the file system is read-only`);
    } finally {
      spawnSync('umount', ['-l', disk]);
    }
  });

  it('is written to the first folder that is private', async () => {
    const open = join(base, 'open');
    await mkdir(open);
    await chmod(open, 0o777);
    await using written = await writeToken([open, folder], ['127.0.0.1'], 6970);
    expect(await readdir(open)).toEqual([]);
    expect((await readTokens([open, folder], '127.0.0.1', 6970)).tokens).toEqual([written.token]);
  });
});

describe('a token of a player that was killed', () => {
  const owner = () => readFile(`${file()}.owner`, 'utf8').then((text) => JSON.parse(text));
  const giveTo = async (change: object) =>
    writeFile(`${file()}.owner`, `${JSON.stringify({ ...(await owner()), ...change })}\n`);
  const isThere = async () => (await readdir(folder)).includes('127.0.0.1-6970.token');
  const DEAD = { start: '1' };

  it.each([
    ['is removed by the next one that begins', DEAD, false],
    ['of an earlier boot is removed too', { boot: 'an earlier one' }, false],
    ['lives, and stays', {}, true],
    ['on another machine that shares the folder stays', { ...DEAD, machine: 'another' }, true],
    ['in another container that shares the folder stays', { ...DEAD, numbers: 'pid:[1]' }, true],
    ['of which nothing can be read stays', { pid: 'x' }, true],
  ])('%s', async (_what, change, stays) => {
    await writeToken([folder], ['127.0.0.1'], 6970);
    await giveTo(change);
    await using _next = await writeToken([folder], ['127.0.0.1'], 6971);
    expect(await isThere()).toBe(stays);
    expect((await readdir(folder)).filter((name) => name.includes('stale'))).toEqual([]);
  });

  it('without an owner stays: nothing tells whose it is', async () => {
    await writeToken([folder], ['127.0.0.1'], 6970);
    await rm(`${file()}.owner`);
    await using _next = await writeToken([folder], ['127.0.0.1'], 6971);
    expect(await isThere()).toBe(true);
  });
});

describe('no token is written into', () => {
  it.each([
    ['a folder that others may read', async () => mkdirMode(folder, 0o755), /is open to other users; say: chmod 700/],
    [
      'a folder below one that others may write',
      async () => mkdirMode(join(base, 'state'), 0o777),
      /other users may write/,
    ],
    [
      'a folder that is a link to another',
      async () => {
        await mkdirMode(join(base, 'elsewhere'), 0o700);
        await mkdir(join(base, 'state/conductor'), { recursive: true });
        await symlink(join(base, 'elsewhere'), folder);
      },
      /is not a folder/,
    ],
    [
      'a folder below a link to one that others may write',
      async () => {
        await mkdirMode(join(base, 'open'), 0o777);
        await mkdir(join(base, 'open/below'));
        await symlink('open/below', join(base, 'state'));
      },
      /other users may write .*open/,
    ],
    ['a file', async () => writeFile(join(base, 'state'), ''), /there is no private folder for a token/],
  ])('%s', async (_what, prepare, sentence) => {
    await prepare();
    await expect(writeToken([folder], ['127.0.0.1'], 6970)).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(sentence),
    });
  });

  it("another user's link", async (context) => {
    if (process.getuid?.() !== 0) return context.skip('missing: root, to give a link to another user');
    await mkdirMode(join(base, 'own'), 0o700);
    await symlink('own', join(base, 'state'));
    // Its own mode is no reason.
    await using written = await writeToken([folder], ['127.0.0.1'], 6970);
    expect(written.token.length).toBe(32);
    await lchown(join(base, 'state'), 12_345, 12_345);
    await expect(writeToken([folder], ['127.0.0.1'], 6971)).rejects.toThrow(/state belongs to user 12345/);
  });

  it("another user's folder", async (context) => {
    if (process.getuid?.() !== 0) return context.skip('missing: root, to give a folder to another user');
    const { chown } = await import('node:fs/promises');
    await mkdirMode(folder, 0o700);
    await chown(folder, 12_345, 12_345);
    await expect(writeToken([folder], ['127.0.0.1'], 6970)).rejects.toThrow(/belongs to user 12345/);
  });
});

describe('a token file is not believed', () => {
  it.each([
    ['when others may read it', () => chmod(file(), 0o644)],
    ['when it is not a token', () => writeFile(file(), 'hello\n')],
    ['when it is empty', () => writeFile(file(), '')],
    ['when it is large', () => writeFile(file(), '0'.repeat(100_000))],
    [
      'when it is a link',
      async () => {
        await rm(file());
        await writeFile(join(base, 'other'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
        await symlink(join(base, 'other'), file());
      },
    ],
  ])('%s, and it is said which and why', async (_when, spoil) => {
    await using _written = await writeToken([folder], ['127.0.0.1'], 6970);
    await spoil();
    const { refused } = await readTokens([folder], '127.0.0.1', 6970);
    expect(refused).toEqual([
      expect.stringMatching(
        /^.*127\.0\.0\.1-6970\.token: it (is open to other users; say: chmod 600 .*|holds no token|is a link)$/,
      ),
    ]);
    expect((await readTokens([folder], '127.0.0.1', 6970)).tokens).toEqual([]);
  });
});

async function mkdirMode(path: string, mode: number): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, mode);
}
