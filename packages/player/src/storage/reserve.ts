import { randomFill } from 'node:crypto';
import { rmSync, statfsSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

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

  /** Reset begins: gives the room up where there is little else. */
  makeRoom(): void {
    if (this.#bytes === 0 || !(this.#isFull || freeBytes(this.path) < this.#bytes)) return;
    try {
      rmSync(this.path);
      this.#onLog('the disk is full: the room that was kept for Reset is given to it');
    } catch (error) {
      // Given up already, or never made; that was said then.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  async #whyNotMade(): Promise<string | null> {
    try {
      if (await isWhole(this.path, this.#bytes)) return null;
      await rm(this.path, { force: true });
      if (this.#bytes === 0) return null;
      const free = freeBytes(this.path);
      if (free < SHARE * this.#bytes) return `${free} bytes are free, and twice ${this.#bytes} are wanted`;
      await this.#write();
      this.#isFull = false;
      return null;
    } catch (error) {
      await rm(this.path, { force: true }).catch(() => undefined);
      return error instanceof Error ? error.message : String(error);
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
export async function isWhole(path: string, bytes: number): Promise<boolean> {
  try {
    const { size } = await stat(path);
    return size === bytes;
  } catch {
    return false;
  }
}

/** Room for this user on the disk that a file is on, in bytes. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(dirname(path));
  return bavail * bsize;
}
