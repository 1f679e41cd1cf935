import type { Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

const ZEROS = Buffer.alloc(256 * 1024);
/** A few milliseconds of work; then everybody else has a turn. */
const PARTS_IN_A_ROW = 16;

/**
 * Adds zeros to a checksum, in which they cost as much as any other bytes, however little room they take. Throws the signal's own
 * reason when it is aborted first.
 */
export async function hashZeros(hash: Hash, bytes: number, signal?: AbortSignal): Promise<void> {
  for (let left = bytes, parts = 1; left > 0; parts += 1) {
    const part = Math.min(left, ZEROS.length);
    hash.update(part === ZEROS.length ? ZEROS : ZEROS.subarray(0, part));
    left -= part;
    if (parts % PARTS_IN_A_ROW !== 0) continue;
    signal?.throwIfAborted();
    await nextTurn();
  }
}
