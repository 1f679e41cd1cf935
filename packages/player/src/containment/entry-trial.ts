import { execFile } from 'node:child_process';
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GROUP_MODE } from './group-folders.ts';

/** Whether a process may enter groups below this one; tried with one that is gone afterwards. */
export type MayEnter = (group: string) => Promise<boolean>;

/** Puts its own process into one group after the other, as a gate does, and says of each whether it could. */
const ENTER = 'for group; do echo 0 >"$group/cgroup.procs" && echo yes || echo no; done';

/**
 * Tries groups that are asked about at once, which are of different trees, with one process: to make one costs a player
 * a thirtieth of what it takes until it listens.
 */
export function entryTrial(): MayEnter {
  let asked: string[] = [];
  let answers: Promise<readonly boolean[]> | null = null;
  return async (group) => {
    const folder = join(group, 'trial');
    try {
      mkdirSync(folder, GROUP_MODE);
    } catch {
      return false;
    }
    const place = asked.push(folder) - 1;
    answers ??= Promise.resolve().then(() => {
      const folders = asked;
      asked = [];
      answers = null;
      return enterAll(folders);
    });
    const entered = await answers;
    try {
      rmdirSync(folder);
      return entered[place] ?? false;
    } catch {
      return false;
    }
  };
}

async function enterAll(folders: readonly string[]): Promise<readonly boolean[]> {
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', ENTER, 'sh', ...folders]).catch(() => ({
    stdout: '',
  }));
  return stdout.split('\n').map((line) => line === 'yes');
}
