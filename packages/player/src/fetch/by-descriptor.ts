import { close, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';

/**
 * What is asked of a file by the number of its descriptor: that costs two thirds of what a FileHandle does, which matters with tens of thousands
 * of files. Each question goes to a thread all the same: a file system that does not answer must not hold up the player.
 */
export const byDescriptor = {
  open: promisify(open),
  stat: promisify(fstat),
  read: promisify(read),
  close: promisify(close),
} as const;
