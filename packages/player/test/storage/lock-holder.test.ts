import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { isAlive, type LockHolder, livingPid, ownText } from '../../src/storage/lock-holder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NO_DESCRIPTOR = join(import.meta.dirname, '../fixtures/has-no-descriptor.ts');

/** This process, as a table of processes shows it that has these files; of `null` it has a folder, which cannot be read as a file. */
async function aliveAs(holder: LockHolder, files: Readonly<Record<string, string | null>>): Promise<boolean> {
  await using proc = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(proc.path, name);
    mkdirSync(text === null ? path : dirname(path), { recursive: true });
    if (text !== null) writeFileSync(path, text);
  }
  return isAlive(holder, proc.path);
}

const STAT = `${process.pid}/stat`;
const BOOT = 'sys/kernel/random/boot_id';
const HERE = { pid: process.pid, start: 'a-boot/77' };

/** A line of proc(5), with a name that looks like more of them. */
function stat(state: string, ticks: number): string {
  return `${process.pid} (a) Z 1 (b) ${state} ${'0 '.repeat(18)}${ticks} 0 0\n`;
}

describe('the holder of a lock', () => {
  it.each([
    ['that began when the lock says', { [STAT]: stat('S', 77), [BOOT]: 'a-boot\n' }, true],
    ['that began at another time', { [STAT]: stat('S', 78), [BOOT]: 'a-boot\n' }, false],
    ['that began at that time after another boot', { [STAT]: stat('S', 77), [BOOT]: 'another-boot\n' }, false],
    ['that has ended and is not reaped', { [STAT]: stat('Z', 77), [BOOT]: 'a-boot\n' }, false],
    ['of which nothing is shown', {}, true],
    ['whose state cannot be read', { [STAT]: null, [BOOT]: 'a-boot\n' }, true],
    ['whose state is cut', { [STAT]: `${process.pid} (a) S 1`, [BOOT]: 'a-boot\n' }, true],
    ['that began at that time, where the boot cannot be read', { [STAT]: stat('S', 77), [BOOT]: null }, true],
    ['that began at another time, where the boot cannot be read', { [STAT]: stat('S', 78), [BOOT]: null }, false],
  ])('%s', async (_, files, expected) => {
    expect(await aliveAs(HERE, files)).toBe(expected);
  });

  it('that does not run is dead, whatever can be read', async () => {
    const child = spawn('true');
    await once(child, 'exit');
    expect(await aliveAs({ pid: child.pid ?? 0, start: 'a-boot/77' }, {})).toBe(false);
  });

  it('is alive also for one that can open no more files', async () => {
    const { start } = JSON.parse(ownText());
    const args = [NO_DESCRIPTOR, String(process.pid), start ?? ''];
    const command = 'ulimit -n 64; exec "$@"';
    const { stdout } = await execa('sh', [
      '-c',
      command,
      'sh',
      process.execPath,
      '--conditions=@conductor/source',
      ...args,
    ]);
    expect(stdout).toBe('EMFILE true');
  });

  it('is named by what it wrote, which is never the same twice', () => {
    expect(livingPid(ownText())).toBe(process.pid);
    expect(ownText()).not.toBe(ownText());
  });

  it.each(['', '{}', 'null', '{"pid":"1"}', '{"pid":-1}'])('is nobody where the text is %j', (text) => {
    expect(livingPid(text)).toBe(null);
  });

  it('is known by what earlier versions wrote', () => {
    const { pid, start } = JSON.parse(ownText());
    expect(livingPid(JSON.stringify({ pid, start }))).toBe(pid);
    expect(livingPid(JSON.stringify({ pid, start: null }))).toBe(pid);
    expect(livingPid(JSON.stringify({ pid, start: 'an-earlier-boot/1' }))).toBe(null);
  });
});
