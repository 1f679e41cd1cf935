import type { ChainEnd } from './audit-entry.ts';
import { headFile, segmentFile, segmentName, segmentNumbers } from './audit-folder.ts';
import { readHead } from './audit-head.ts';
import { type AuditRecord, CHAIN_BEGIN, follows, sha256 } from './audit-record.ts';
import { type AuditSegment, readSegment } from './audit-segment.ts';

/** The first thing that is wrong with an audit log. */
export interface AuditFault {
  /** The name of the segment, or of the head. */
  readonly file: string;
  /** From 1; `null` where no line is meant. */
  readonly line: number | null;
  readonly text: string;
  /** It is at the very end: a player that lives may be about to write the rest of a line. */
  readonly isEnd: boolean;
}

/** What became of an audit log. */
export interface AuditVerdict {
  readonly segments: number;
  readonly records: number;
  readonly first: AuditRecord | null;
  readonly last: AuditRecord | null;
  /** What is in order, and a reader should know. */
  readonly remarks: readonly string[];
  readonly fault: AuditFault | null;
}

/**
 * Looks whether an audit log is as its player wrote it: no record changed, removed, inserted or moved, and its end still
 * there. `anchor` is a record that somebody noted before, and has to be in it. Throws what the file system says.
 */
export function verifyAudit(folder: string, anchor: ChainEnd | null = null): AuditVerdict {
  const numbers = segmentNumbers(folder);
  // Read first: the player may write on meanwhile, and never behind it.
  const head = readHead(headFile(folder));
  const walk: Walk = { end: CHAIN_BEGIN, first: null, last: null, records: 0, removed: [], remarks: [], due: [] };
  if (head) walk.due.push({ end: head, missing: headMissing(head) });
  if (anchor) walk.due.push({ end: anchor, missing: anchorMissing(anchor) });
  const fault = walkSegments(walk, folder, numbers) ?? faultOfEnds(walk, head, numbers.length);
  const { records, first, last, remarks } = walk;
  return { segments: numbers.length, records, first, last, remarks, fault };
}

/** What is known while the records are gone through. */
interface Walk {
  end: ChainEnd;
  first: AuditRecord | null;
  last: AuditRecord | null;
  records: number;
  /** Ends of what was removed, as the log says. */
  readonly removed: ChainEnd[];
  readonly remarks: string[];
  /** Records that have to come. */
  readonly due: DueRecord[];
}

interface DueRecord {
  readonly end: ChainEnd;
  readonly missing: AuditFault;
}

function walkSegments(walk: Walk, folder: string, numbers: readonly number[]): AuditFault | null {
  /** What ends segments and is no record, until a later one tells of it. */
  let torn: readonly TornEnd[] = [];
  for (const number of numbers) {
    const file = segmentName(number);
    const segment = readSegment(segmentFile(folder, number));
    const { records, rest } = segment;
    const unexplained = torn.find((end) => !explains(records, end));
    if (records.length > 0 && unexplained) return unexplained.fault;
    const fault = walkSegment(walk, segment, file);
    if (fault) return fault;
    const own: TornEnd = { rest, fault: { file, line: records.length + 1, text: UNREADABLE, isEnd: false } };
    torn = [...(records.length > 0 ? [] : torn), ...(rest.length > 0 ? [own] : [])];
  }
  return torn[0] ? { ...torn[0].fault, text: `${UNREADABLE}${CUT_OFF}`, isEnd: true } : null;
}

interface TornEnd {
  readonly rest: Buffer;
  readonly fault: AuditFault;
}

const UNREADABLE = 'this is no record, or was changed: its bytes do not give its hash';
const CUT_OFF = '; a player that was cut off while it wrote leaves such an end, which its next start accounts for';

function walkSegment(walk: Walk, { records }: AuditSegment, file: string): AuditFault | null {
  for (const [at, record] of records.entries()) {
    const fault = step(walk, record);
    if (fault !== null) return { file, line: at + 1, text: fault, isEnd: false };
  }
  return null;
}

function step(walk: Walk, record: AuditRecord): string | null {
  if (walk.first !== null && !follows(record, walk.end)) {
    return `record ${record.seq} does not follow record ${walk.end.seq}: records were removed, inserted or moved here`;
  }
  walk.first ??= record;
  walk.last = record;
  walk.records += 1;
  walk.end = { seq: record.seq, hash: record.hash };
  const isThere = ({ end }: DueRecord) => end.seq === record.seq && end.hash === record.hash;
  for (const met of walk.due.filter(isThere)) walk.due.splice(walk.due.indexOf(met), 1);
  return faultIn(walk, record);
}

/** What the log itself tells of how it was kept. */
function faultIn(walk: Walk, record: AuditRecord): string | null {
  switch (record.kind) {
    case 'tail-lost': {
      const { head, found } = record;
      const expected = head === null ? 'its head was gone' : `its head named record ${head.seq}`;
      return `the end was cut off before the player was started here: ${expected}, and record ${found.seq} was the last`;
    }
    case 'segment-lost':
      return `${record.segment} was taken away while the player wrote to it`;
    case 'segments-removed':
      walk.removed.push(record.through);
      return null;
    case 'gap':
      walk.remarks.push(
        `before record ${record.seq}, ${record.missed} could not be written from ${record.since} on: ${record.reason}`,
      );
      return null;
    case 'torn':
      walk.remarks.push(
        `${record.segment} ends in ${record.bytes} bytes that are no record; record ${record.seq} tells so`,
      );
      return null;
    default:
      return null;
  }
}

/** The first records of the next segment tell of it. */
function explains(records: readonly AuditRecord[], { rest }: TornEnd): boolean {
  const others = records.findIndex(({ kind }) => kind !== 'torn');
  return records
    .slice(0, others === -1 ? records.length : others)
    .some((record) => record.kind === 'torn' && record.bytes === rest.length && record.sha256 === sha256(rest));
}

function faultOfEnds(walk: Walk, head: ChainEnd | null, segments: number): AuditFault | null {
  const beginning = faultOfBeginning(walk);
  if (beginning) return beginning;
  const isEmpty = segments === 0 && (head === null || head.seq === 0);
  if (head === null && !isEmpty)
    return { file: 'head', line: null, text: 'it is gone, or cannot be read', isEnd: false };
  return walk.due.find(({ end }) => end.seq > 0)?.missing ?? null;
}

function faultOfBeginning({ first, removed, remarks }: Walk): AuditFault | null {
  if (first === null || follows(first, CHAIN_BEGIN)) return null;
  // Who was killed while it removed several has left some of them.
  const isKnown = removed.some(({ seq, hash }) => seq >= first.seq || (seq === first.seq - 1 && hash === first.prev));
  const text = `the log begins with record ${first.seq}`;
  if (isKnown) {
    remarks.push(`${text}: what was before is kept no longer, as a later record says`);
    return null;
  }
  return {
    file: 'its beginning',
    line: null,
    text: `${text}, and no record says that those before it were removed`,
    isEnd: false,
  };
}

function headMissing({ seq }: ChainEnd): AuditFault {
  const text = `it names record ${seq}, which is not there: the end was cut off or written anew`;
  return { file: 'head', line: null, text, isEnd: false };
}

function anchorMissing({ seq, hash }: ChainEnd): AuditFault {
  const text = `record ${seq} with the hash ${hash}, which was noted before, is not there: the log was written anew, or begins later`;
  return { file: 'the record that was noted', line: null, text, isEnd: false };
}
