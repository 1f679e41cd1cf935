import { closeSync, fstatSync, readSync } from 'node:fs';
import { openPlainFile } from './open-plain-file.ts';

/** The end of a file, so many bytes at the most; empty where it cannot be read. */
export function tailOf(path: string, bytes: number): string {
  try {
    return readTail(path, bytes);
  } catch {
    return '';
  }
}

function readTail(path: string, bytes: number): string {
  const descriptor = openPlainFile(path);
  if (descriptor === null) return '';
  try {
    const { size } = fstatSync(descriptor);
    const tail = Buffer.alloc(Math.min(size, bytes));
    readSync(descriptor, tail, 0, tail.length, size - tail.length);
    return tail.toString();
  } finally {
    closeSync(descriptor);
  }
}
