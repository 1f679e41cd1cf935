import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { linesOf, mountSmallDisk, waitUntil, whyNoMounts } from '../src/index.ts';
import { needs } from './support/needs.ts';

const MIB = 2 ** 20;

test('a full disk refuses bytes until it is freed', async (context) => {
  needs(context, whyNoMounts());
  await using disk = await mountSmallDisk({ sizeBytes: 4 * MIB });
  writeFileSync(join(disk.path, 'before'), 'kept');
  await disk.fill();
  expect(await disk.freeBytes()).toBe(0);
  expect(() => writeFileSync(join(disk.path, 'file'), Buffer.alloc(10_000))).toThrow('ENOSPC');

  await disk.free();
  writeFileSync(join(disk.path, 'file'), Buffer.alloc(10_000));
  expect(readFileSync(join(disk.path, 'before'), 'utf8')).toBe('kept');
});

test('a disk can be filled up to a rest', async (context) => {
  needs(context, whyNoMounts());
  await using disk = await mountSmallDisk({ sizeBytes: 4 * MIB });
  await disk.fill(100_000);
  const free = await disk.freeBytes();
  expect(free).toBeGreaterThanOrEqual(100_000);
  expect(free).toBeLessThan(120_000);
});

test('a disk without inodes takes bytes in the files that there are, and no new file', async (context) => {
  needs(context, whyNoMounts());
  await using disk = await mountSmallDisk({ sizeBytes: 4 * MIB, inodes: 50 });
  writeFileSync(join(disk.path, 'before'), '');
  await disk.exhaustInodes();
  expect(() => writeFileSync(join(disk.path, 'file'), '')).toThrow('ENOSPC');
  writeFileSync(join(disk.path, 'before'), Buffer.alloc(10_000));

  await disk.freeInodes();
  writeFileSync(join(disk.path, 'file'), '');
});

test('a disk turns read-only, and back', async (context) => {
  needs(context, whyNoMounts());
  await using disk = await mountSmallDisk({ sizeBytes: MIB });
  await disk.makeReadOnly();
  expect(() => writeFileSync(join(disk.path, 'file'), '')).toThrow('EROFS');
  await disk.makeWritable();
  writeFileSync(join(disk.path, 'file'), '');
});

test('a disposed disk leaves no mount and no folder, also while a process works in it', async (context) => {
  needs(context, whyNoMounts());
  const disk = await mountSmallDisk({ sizeBytes: MIB });
  const worker = execa('sleep', ['1000'], { cwd: disk.path, reject: false });
  await disk[Symbol.asyncDispose]();
  expect(existsSync(disk.path)).toBe(false);
  expect(mountPoints()).not.toContain(disk.path);
  worker.kill('SIGKILL');
  await worker;
});

test('the disk of a killed process is unmounted by the next', async (context) => {
  needs(context, whyNoMounts());
  const maker = execa('node', [join(import.meta.dirname, 'fixtures/abandon-disk.ts')], { reject: false });
  const path = await linesOf(maker.stdout).find((line) => line.startsWith('/'));
  expect(mountPoints()).toContain(path);
  // Disks of other tests come and go meanwhile, and any of them is the next one as well.
  maker.kill('SIGKILL');
  await maker;

  await using next = await mountSmallDisk({ sizeBytes: MIB });
  await waitUntil(() => !existsSync(path), { what: 'the folder is removed' });
  expect(mountPoints()).not.toContain(path);
  expect(mountPoints()).toContain(next.path);
});

function mountPoints(): string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '');
}
