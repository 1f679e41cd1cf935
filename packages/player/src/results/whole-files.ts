import { hash } from 'node:crypto';
import { WHOLE_FILES_LIMIT, type WholeFile } from '@conductor/protocol';
import type { ServedSource } from './served-source.ts';

/** A source, and what is sent of it. */
interface Whole {
  readonly source: ServedSource;
  readonly file: WholeFile;
}

/** The small files of one frame: a first one, and those of others that fit beside it. */
export function wholeFilesOf(
  first: ServedSource,
  others: Iterable<ServedSource>,
  isWhole: (source: ServedSource) => boolean,
): readonly Whole[] {
  const files = wholeOf(first);
  let bytes = first.size;
  for (const source of others) {
    if (files.length >= WHOLE_FILES_LIMIT.files) break;
    if (!isWhole(source)) continue;
    if (bytes + source.size > WHOLE_FILES_LIMIT.bytes) break;
    bytes += source.size;
    files.push(...wholeOf(source));
  }
  return files;
}

function wholeOf(source: ServedSource): Whole[] {
  const { source: named, content: data } = source;
  if (named.kind !== 'file' || data === null) return [];
  return [{ source, file: { source: named, data, sha256: hash('sha256', data) } }];
}
