import { statSync } from 'node:fs';
import type { ChainEnd } from './audit-entry.ts';
import { segmentFile, segmentNumbers } from './audit-folder.ts';
import type { AuditLimits } from './audit-limits.ts';
import { firstRecord } from './audit-segment.ts';

/** Segments that are kept no longer, the oldest first. */
export interface ExpiredSegments {
  readonly paths: readonly string[];
  readonly reason: 'age' | 'size';
  /** The last record in them. */
  readonly through: ChainEnd;
}

/** Which segments of an audit log are kept no longer; never the last. `null` is none. Throws what the file system says. */
export function expiredSegments(
  folder: string,
  { keepMs, keepBytes }: Pick<AuditLimits, 'keepMs' | 'keepBytes'>,
  now: Date,
): ExpiredSegments | null {
  const paths = segmentNumbers(folder).map((number) => segmentFile(folder, number));
  let bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  let expired: ExpiredSegments | null = null;
  for (const [at, path] of paths.slice(0, -1).entries()) {
    const next = firstRecord(paths[at + 1] ?? path);
    // What does not tell when it began is left to who looks into it.
    if (next === null) break;
    const isOld = now.getTime() - Date.parse(next.time) > keepMs;
    if (!isOld && bytes <= keepBytes) break;
    bytes -= statSync(path).size;
    const through = { seq: next.seq - 1, hash: next.prev };
    expired = { paths: paths.slice(0, at + 1), reason: isOld ? 'age' : 'size', through };
  }
  return expired;
}
