import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { LackingFile, OfferedFile } from '@conductor/protocol';
import { errnoOf } from '@conductor/types';
import { runFolder } from '../storage/trial-folder.ts';

/** Whoever steps run as reads what is in it by name, and by nothing else: the folders above let nobody in. */
const FOLDER_MODE = 0o711;
const FILE_MODE = 0o444;
const READ_BYTES = 2 ** 20;

/** Where the bytes are kept that steps of a run put, each file under its checksum. */
export function filesFolder(stateFolder: string, runId: string): string {
  return join(runFolder(stateFolder, runId), 'files');
}

/** The bytes of the files of one run: those that are here, and those that come. */
export class FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What is not here, or not whole. Rejects with what the file system says. */
  async lacking(files: readonly OfferedFile[]): Promise<readonly LackingFile[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await chmod(this.#folder, FOLDER_MODE);
    const lacking: LackingFile[] = [];
    for (const { sha256, size } of files) {
      if (await this.holds(sha256)) continue;
      const there = (await sizeOf(this.#part(sha256))) ?? 0;
      // More than there can be was never ours.
      if (there > size) await rm(this.#part(sha256));
      lacking.push({ sha256, offset: there > size ? 0 : there });
    }
    return lacking;
  }

  async holds(sha256: string): Promise<boolean> {
    return (await sizeOf(this.#whole(sha256))) !== null;
  }

  /** Opens what there is of a file that is lacking. */
  openPart(sha256: string): Promise<FileHandle> {
    return open(this.#part(sha256), constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  }

  /** All of a file has come: it is here, if it is what it was offered as. Tells whether it is; what is not is removed. */
  async complete(sha256: string, part: FileHandle): Promise<boolean> {
    const isRight = (await digestOf(part)) === sha256;
    if (!isRight) {
      await rm(this.#part(sha256), { force: true });
      return false;
    }
    await part.chmod(FILE_MODE);
    // Over another connection it may have come whole meanwhile: then these are its bytes.
    await rename(this.#part(sha256), this.#whole(sha256)).catch(async (error: unknown) => {
      if (!(await this.holds(sha256))) throw error;
    });
    return true;
  }

  /** Gives up what there is of files that are not whole. */
  async forgetParts(files: readonly OfferedFile[]): Promise<void> {
    for (const { sha256 } of files) await rm(this.#part(sha256), { force: true });
  }

  /** Room on the disk, as far as it says; `lacking` has made the folder. */
  async freeBytes(): Promise<number> {
    const { blocks, bavail, bsize } = await statfs(this.#folder);
    return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
  }

  #whole(sha256: string): string {
    return join(this.#folder, sha256);
  }

  #part(sha256: string): string {
    return join(this.#folder, `${sha256}.part`);
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function digestOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  for (let offset = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    offset += bytesRead;
  }
}
