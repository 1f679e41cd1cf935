import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFull } from './fill-disk.ts';

const FOLDER = '.inodes';

/** Makes empty files until a disk has no inode for another. */
export async function exhaustInodes(path: string): Promise<void> {
  if (!(await isDone(mkdir(join(path, FOLDER), { recursive: true })))) return;
  for (let count = 0; await isDone(writeFile(join(path, FOLDER, String(count)), '')); count += 1);
}

/** Gives back what `exhaustInodes` took. */
export async function freeInodes(path: string): Promise<void> {
  await rm(join(path, FOLDER), { recursive: true, force: true });
}

async function isDone(deed: Promise<unknown>): Promise<boolean> {
  try {
    await deed;
    return true;
  } catch (error) {
    if (isFull(error)) return false;
    throw error;
  }
}
