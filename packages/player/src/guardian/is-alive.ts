import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { errnoOf } from '@conductor/types';
import { aliveFile } from './guardian-folder.ts';

/**
 * Whether the guardian of that name lives: a fifo opens for writing without waiting only while somebody has it open for
 * reading. The kernel closes it when the guardian dies, however that happens, and no number is used again.
 */
export async function isAlive(folder: string, name: string): Promise<boolean> {
  try {
    await using _ = await open(aliveFile(folder, name), constants.O_WRONLY | constants.O_NONBLOCK);
    return true;
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENXIO' || code === 'ENOENT') return false;
    throw error;
  }
}
