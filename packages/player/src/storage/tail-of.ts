import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The end of a file, so many bytes at the most; empty where it cannot be read. */
export function tailOf(path: string, bytes: number): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(descriptor);
    const tail = Buffer.alloc(Math.min(size, bytes));
    readSync(descriptor, tail, 0, tail.length, size - tail.length);
    return tail.toString();
  } finally {
    closeSync(descriptor);
  }
}
