import { closeSync, constants, fsyncSync, openSync, writeSync } from 'node:fs';
import { readPlainFile } from '../storage/read-plain-file.ts';
import type { ChainEnd } from './audit-entry.ts';
import { CHAIN_BEGIN } from './audit-record.ts';

/** Always so long, so that it is written over itself by one write, also on a full disk. */
const HEAD_BYTES = 128;

/** The file that names the last record which is on the disk: whoever cuts the end off an audit log has to change it too. */
export class AuditHead implements Disposable {
  readonly #descriptor: number;

  /** Makes the file where there is none; a link in its place is not written through. Throws what the file system says. */
  constructor(path: string) {
    const isThere = readHead(path) !== null;
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    if (!isThere) {
      this.write(CHAIN_BEGIN);
      fsyncSync(this.#descriptor);
    }
  }

  /** Throws what the file system says. */
  write(end: ChainEnd): void {
    writeSync(this.#descriptor, `${JSON.stringify(end).padEnd(HEAD_BYTES - 1)}\n`, 0);
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

/** What the head names; `null` where there is none, or it cannot be read as one. */
export function readHead(path: string): ChainEnd | null {
  try {
    const { seq, hash } = JSON.parse(readPlainFile(path)?.toString() ?? 'null');
    return Number.isSafeInteger(seq) && typeof hash === 'string' ? { seq, hash } : null;
  } catch {
    return null;
  }
}
