import { randomFill } from 'node:crypto';
import { rmSync, statfsSync, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errnoOf, systemReason } from '@conductor/types';

const fillRandomly = promisify(randomFill<Buffer>);
const CHUNK_BYTES = 2 ** 20;
/** Of the room that there is, so much is left for everything else: half of it. */
const SHARE = 2;

/** The file that keeps room for Reset in a state folder. */
export function reserveFile(stateFolder: string): string {
  return join(stateFolder, 'reserve');
}

/**
 * Room on the disk of a state folder that is kept for Reset: a file of random bytes, which no file system can make smaller.
 * It is given up when Reset begins on a full disk, so that the journal and what Reset prints can be written.
 */
export class Reserve {
  readonly path: string;
  readonly #bytes: number;
  readonly #onLog: (text: string) => void;
  #isFull = false;
  /** Why there is none, as it was said last. */
  #said: string | null = null;

  /** `bytes`: how much room is to be kept; 0 is none. */
  constructor(stateFolder: string, bytes: number, onLog: (text: string) => void) {
    this.path = reserveFile(stateFolder);
    this.#bytes = bytes;
    this.#onLog = onLog;
  }

  /** Makes it, or makes it again, if there is room; says so if there is none. Never rejects. */
  async make(): Promise<void> {
    const reason = await this.#whyNotMade();
    if (reason !== null && reason !== this.#said) this.#onLog(`no room is kept for Reset on a full disk: ${reason}`);
    this.#said = reason;
  }

  /** The disk has refused something. */
  noteFull(): void {
    this.#isFull = true;
  }

  /** Whether Reset would need it now: there is little else. Throws what the file system says. */
  get isNeeded(): boolean {
    return this.#bytes !== 0 && (this.#isFull || freeBytes(dirname(this.path)) < this.#bytes);
  }

  /** Reset begins: gives the room up where there is little else. */
  makeRoom(): void {
    if (!this.isNeeded) return;
    try {
      rmSync(this.path);
      this.#onLog('the disk is full: the room that was kept for Reset is given to it');
    } catch (error) {
      // Given up already, or never made; that was said then.
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
  }

  async #whyNotMade(): Promise<string | null> {
    try {
      if (isWhole(this.path, this.#bytes)) return null;
      await rm(this.path, { force: true });
      if (this.#bytes === 0) return null;
      const folder = dirname(this.path);
      if (!mayBeMade(folder, this.#bytes))
        return `${freeBytes(folder)} bytes are free, and twice ${this.#bytes} are wanted`;
      await this.#write();
      this.#isFull = false;
      return null;
    } catch (error) {
      await rm(this.path, { force: true }).catch(() => undefined);
      return systemReason(error);
    }
  }

  async #write(): Promise<void> {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    await using file = await open(this.path, 'wx', 0o600);
    for (let left = this.#bytes; left > 0; left -= CHUNK_BYTES) {
      await fillRandomly(chunk);
      await file.writeFile(chunk.subarray(0, Math.min(left, CHUNK_BYTES)));
    }
  }
}

/** Whether a reserve of this size is there. */
export function isWhole(path: string, bytes: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === bytes;
}

/** Whether one of this size leaves as much room for everything else. `folder` is there. */
export function mayBeMade(folder: string, bytes: number): boolean {
  return freeBytes(folder) >= SHARE * bytes;
}

/** Room for this user on the disk that a folder is on, in bytes. */
function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
