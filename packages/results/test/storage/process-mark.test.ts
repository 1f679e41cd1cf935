import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { isAlive, processMark } from '../../src/storage/process-mark.ts';
import { temporaryFolder } from '../support/new-directory.ts';

describe('the process of a mark', () => {
  test('runs, and another that got its number is another', () => {
    const mark = processMark();
    expect(isAlive(mark)).toBe(true);
    expect(isAlive({ ...mark, start: 'another boot/1' })).toBe(false);
  });

  test('runs as long as nothing can be read of it', async () => {
    await using proc = await temporaryFolder();
    expect(isAlive({ pid: process.pid, start: 'a boot/1' }, proc.path)).toBe(true);
  });

  test('has ended, whatever can be read', async () => {
    await using proc = await temporaryFolder();
    const child = execa('true');
    const { pid = 0 } = child;
    await child;
    expect(isAlive({ pid, start: 'a boot/1' }, proc.path)).toBe(false);
  });
});
