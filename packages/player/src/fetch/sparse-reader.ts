import type { SourceReader } from '../results/source-reader.ts';
import type { DataRange } from './find-data.ts';

type Read = SourceReader['read'];
type Reader = Pick<SourceReader, 'read' | 'zerosAt'>;

/** What a file system gives room in; fewer zeros than that are data as well. */
const BLOCK_BYTES = 4096;
const ZEROS = Buffer.alloc(BLOCK_BYTES);
/** Within data, so many blocks of zeros are worth a frame of their own. */
const WORTH_BLOCKS = 4;
const LOOK_BYTES = 256 * 1024;

/** Reads a file of which it is known where it has data: what lies between is never read. */
export function mappedReader(read: Read, ranges: readonly DataRange[], size: number): Reader {
  /** Where it was last: reading goes forward. */
  let at = 0;
  function rangeFrom(offset: number): DataRange | undefined {
    if (offset < (ranges[at - 1]?.end ?? 0)) at = 0;
    while (at < ranges.length && (ranges[at]?.end ?? size) <= offset) at += 1;
    return ranges[at];
  }
  return {
    async read(offset, length, room) {
      const range = rangeFrom(offset);
      const isData = range !== undefined && range.start <= offset;
      const end = isData ? range.end : (range?.start ?? size);
      return read(offset, Math.min(length, Math.max(1, end - offset)), room);
    },
    zerosAt: async (offset) => Math.max(0, (rangeFrom(offset)?.start ?? size) - offset),
  };
}

/** Reads a file that has less than its size on the disk, where nobody can tell where: blocks of zeros are found by reading them. */
export function zeroFindingReader(read: Read, size: number): Reader {
  let looked: { readonly offset: number; readonly data: Buffer } | null = null;
  async function look(offset: number): Promise<Buffer | null> {
    if (looked?.offset === offset) return looked.data;
    const data = await read(offset, Math.min(LOOK_BYTES, size - offset));
    looked = data === null ? null : { offset, data };
    return data;
  }
  return {
    async read(offset, length) {
      const data = await look(offset);
      return data === null ? null : data.subarray(0, Math.min(length, dataBytes(data)));
    },
    async zerosAt(offset) {
      const data = await look(offset);
      return data === null ? 0 : zeroBytes(data, 0);
    },
  };
}

/** Bytes before the first run of zeros that is worth to be left out. */
function dataBytes(data: Buffer): number {
  for (let at = BLOCK_BYTES; at < data.length; at += BLOCK_BYTES) {
    if (zeroBytes(data, at, WORTH_BLOCKS) === WORTH_BLOCKS * BLOCK_BYTES) return at;
  }
  return data.length;
}

/** Whole blocks of zeros from a place on, in bytes. */
function zeroBytes(data: Buffer, from: number, mostBlocks = Number.POSITIVE_INFINITY): number {
  let blocks = 0;
  while (blocks < mostBlocks && isZero(data, from + blocks * BLOCK_BYTES)) blocks += 1;
  return blocks * BLOCK_BYTES;
}

function isZero(data: Buffer, at: number): boolean {
  const end = at + BLOCK_BYTES;
  return end <= data.length && data.compare(ZEROS, 0, BLOCK_BYTES, at, end) === 0;
}
