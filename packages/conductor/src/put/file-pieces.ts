import { open } from 'node:fs/promises';
import { PIECE_LIMIT_BYTES } from '@conductor/protocol';
import { ConductorError, systemReason } from '@conductor/types';

/** Some of the bytes of a file, and where they stand in it. */
export interface Piece {
  readonly offset: number;
  readonly data: Buffer;
}

/**
 * A file of `size` bytes from an offset on; of one of which nothing is lacking but that it is whole, one piece without bytes. Rejects with a
 * ConductorError `storage` when it cannot be read, and when it has another size by now: its receiver would wait for more, or refuse what comes.
 */
export async function* filePieces(path: string, from: number, size: number): AsyncGenerator<Piece, void, undefined> {
  await using file = await open(path).catch((error: unknown) => {
    throw new ConductorError('storage', `${path} cannot be read: ${systemReason(error)}`);
  });
  if ((await file.stat()).size !== size) throw changed(path, size);
  for (let offset = from; ; ) {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE_LIMIT_BYTES, size - offset));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    if (bytesRead === 0 && offset < size) throw changed(path, size);
    yield { offset, data: buffer.subarray(0, bytesRead) };
    offset += bytesRead;
    if (offset >= size) return;
  }
}

function changed(path: string, size: number): ConductorError {
  return new ConductorError('storage', `${path} was changed while the run began: it had ${size} bytes; begin it again`);
}
