import { existsSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Reserve } from '../../src/storage/reserve.ts';
import { smallDisk } from '../guardian/support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MIB = 2 ** 20;

describe('the room that is kept for Reset', () => {
  it('is a file of its size that nothing can make smaller, and is made once', async () => {
    await using folder = await temporaryFolder();
    const reserve = new Reserve(folder.path, 2.5 * MIB, failing);
    await reserve.make();
    const content = readFileSync(reserve.path);
    expect(content).toHaveLength(2.5 * MIB);
    expect(gzipSync(content).length).toBeGreaterThan(2.5 * MIB);
    const { ino, mode } = statSync(reserve.path);
    await reserve.make();
    expect([statSync(reserve.path).ino, mode & 0o777]).toEqual([ino, 0o600]);
  });

  it('is made anew where a part of it is there, and goes where none is wanted any more', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'reserve'), 'half');
    const reserve = new Reserve(folder.path, MIB, failing);
    await reserve.make();
    expect(statSync(reserve.path).size).toBe(MIB);
    await new Reserve(folder.path, 0, failing).make();
    expect(existsSync(reserve.path)).toBe(false);
  });

  it('is not made where it would take more than half of what there is, which is said once', async (context) => {
    await using disk = await smallDisk(context, 'size=3m');
    const log: string[] = [];
    const reserve = new Reserve(disk.path, 2 * MIB, (text) => log.push(text));
    await reserve.make();
    await reserve.make();
    expect(existsSync(reserve.path)).toBe(false);
    expect(log).toEqual([expect.stringMatching(/^no room is kept for Reset on a full disk: \d+ bytes are free/)]);
  });

  it('is given up when Reset begins on a full disk, and only then', async (context) => {
    await using disk = await smallDisk(context, 'size=4m');
    const log: string[] = [];
    const reserve = new Reserve(disk.path, MIB, (text) => log.push(text));
    await reserve.make();
    reserve.makeRoom();
    expect(existsSync(reserve.path)).toBe(true);
    await disk.fill();
    reserve.makeRoom();
    reserve.makeRoom();
    expect(existsSync(reserve.path)).toBe(false);
    expect(log).toEqual([expect.stringContaining('given to it')]);
  });

  it('is given up also where only a write tells that the disk is full, as under a quota', async () => {
    await using folder = await temporaryFolder();
    const reserve = new Reserve(folder.path, MIB, () => undefined);
    await reserve.make();
    reserve.noteFull();
    reserve.makeRoom();
    expect(existsSync(reserve.path)).toBe(false);
    await reserve.make();
    reserve.makeRoom();
    expect(existsSync(reserve.path)).toBe(true);
  });
});

function failing(text: string): never {
  throw new Error(`nothing was to be said, and it said: ${text}`);
}
