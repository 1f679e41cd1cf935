import type { SourceReader } from '../results/source-reader.ts';
import type { SecretMask } from './secret-mask.ts';

/** How much of a text there is at this moment. */
export interface TextBounds {
  /** Bytes that were seen to be there: without them nothing before them can be judged. */
  readonly seen: number;
  /** Where it ends; `null` while it may grow. */
  readonly end: number | null;
}

/** Reads what another reader reads, with asterisks over secrets: the same bytes, wherever one begins to read. */
export function maskedReader(inner: SourceReader, mask: SecretMask, boundsOf: () => TextBounds): SourceReader {
  return {
    async read(offset, length) {
      const { seen, end } = boundsOf();
      const from = Math.max(0, offset - mask.reach);
      const to = Math.min(offset + length + mask.reach, end ?? Number.POSITIVE_INFINITY);
      const bytes = await readAll(inner, from, to - from);
      // Cut short, it could show the beginning of a secret whose end is gone.
      if (from + bytes.length < Math.min(to, seen)) return null;
      const read = Math.min(length, from + bytes.length - offset);
      if (read <= 0) return null;
      mask.cover(bytes);
      return bytes.subarray(offset - from, offset - from + read);
    },
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}

/** As many bytes as there are. */
async function readAll(inner: SourceReader, from: number, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let have = 0;
  while (have < length) {
    const part = await inner.read(from + have, length - have);
    if (part === null) break;
    parts.push(part);
    have += part.length;
  }
  return Buffer.concat(parts);
}
