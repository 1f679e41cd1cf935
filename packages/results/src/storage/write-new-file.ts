import { close, fchmod, fsync, futimes, open, write } from 'node:fs';
import { promisify } from 'node:util';
import { CREATE_NEW } from './write-whole-file.ts';

/** Much cheaper than a FileHandle, which matters with tens of thousands of files. */
const call = {
  open: promisify(open),
  write: promisify(write),
  futimes: promisify(futimes),
  fchmod: promisify(fchmod),
  fsync: promisify(fsync),
  close: promisify(close),
};

/** What a file has besides its content. */
export interface FileMarks {
  readonly mode: number;
  readonly modified: Date;
}

/** Writes a file that must not exist, and makes its content durable. */
export async function writeNewFile(file: string, content: Buffer, marks: FileMarks): Promise<void> {
  const descriptor = await call.open(file, CREATE_NEW, 0o666);
  try {
    for (let done = 0; done < content.length; ) {
      done += (await call.write(descriptor, content, done, content.length - done)).bytesWritten;
    }
    await call.futimes(descriptor, new Date(), marks.modified);
    await call.fchmod(descriptor, marks.mode);
    await call.fsync(descriptor);
  } finally {
    await call.close(descriptor);
  }
}
