import { readSegment } from '../journal/read-segment.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { pastOf, type TrialPast } from './trial-past.ts';

/** What the journal of a trial tells, all segments together. Throws what the file system says. */
export function readPast(folder: TrialFolder): TrialPast {
  const segments = Array.from({ length: folder.countSegments() }, (_, at) => readSegment(folder.segment(at + 1)));
  return pastOf(segments.map(({ records }) => records));
}
