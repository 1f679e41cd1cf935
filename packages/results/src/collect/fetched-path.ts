import { createHash } from 'node:crypto';
import path from 'node:path';
import { encodeUniqueName } from '../storage/encode-name.ts';

/** With what stands before it, a path stays far below the 4,096 bytes that systems accept. */
const PATH_BYTES = 2000;

/** What any file system takes as one name, with room for the number of a second file of that name. */
const SEGMENT_BYTES = 200;

/**
 * Where a file of a player goes, below the folder of its files: its whole path there, each segment encoded so that none can
 * leave the folder. A path that would be too long keeps its first segments and its name, with a checksum between.
 */
export function fetchedPath(source: string): string {
  const segments = source
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => encodeUniqueName(segment, SEGMENT_BYTES));
  const name = segments.pop() ?? encodeUniqueName('');
  const whole = path.join(...segments, name);
  if (whole.length <= PATH_BYTES) return whole;
  return path.join(...firstSegments(segments), `~${createHash('sha256').update(source).digest('hex')}`, name);
}

function firstSegments(segments: readonly string[]): string[] {
  let length = 0;
  return segments.filter((segment) => {
    length += segment.length + 1;
    return length <= PATH_BYTES / 2;
  });
}
