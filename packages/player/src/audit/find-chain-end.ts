import type { AuditEntry, ChainEnd, LogAuditEntry } from './audit-entry.ts';
import { headFile, segmentFile, segmentName, segmentNumbers } from './audit-folder.ts';
import { readHead } from './audit-head.ts';
import { CHAIN_BEGIN, sha256 } from './audit-record.ts';
import { type AuditSegment, readSegment } from './audit-segment.ts';

/** What a player finds of an audit log that it goes on with. */
export interface FoundChain {
  /** The last whole record. */
  readonly end: ChainEnd;
  /** What that tells; `null` where there is none. */
  readonly lastKind: AuditEntry['kind'] | null;
  /** The segment to go on in; `null` where another has to begin. */
  readonly segment: { readonly number: number; readonly bytes: number; readonly began: Date } | null;
  /** What has to be said first. */
  readonly remarks: readonly LogAuditEntry[];
}

/**
 * Finds where an audit log ends. What follows the last whole record stays where it is, as whoever wrote it left it: it is
 * described, and the chain goes on in another segment. Throws what the file system says.
 */
export function findChainEnd(folder: string): FoundChain {
  const numbers = segmentNumbers(folder);
  const remarks: LogAuditEntry[] = [];
  let last: AuditSegment | null = null;
  let lastNumber = 0;
  for (const number of [...numbers].reverse()) {
    last = readSegment(segmentFile(folder, number));
    lastNumber = number;
    if (last.rest.length > 0) remarks.unshift(tornAt(number, last.rest));
    if (last.records.length > 0) break;
  }
  const record = last?.records.at(-1);
  const end = record ? { seq: record.seq, hash: record.hash } : CHAIN_BEGIN;
  const lost = lostTail(readHead(headFile(folder)), end, numbers.length > 0);
  if (lost) remarks.push(lost);
  const first = last?.records[0];
  const isOpen = first && last && remarks.length === 0 && lastNumber === numbers.at(-1);
  const bytes = last?.lines.reduce((sum, line) => sum + line.length + 1, 0) ?? 0;
  return {
    end,
    lastKind: record?.kind ?? null,
    segment: isOpen ? { number: lastNumber, bytes, began: new Date(first.time) } : null,
    remarks,
  };
}

function tornAt(number: number, rest: Buffer): LogAuditEntry {
  return { kind: 'torn', segment: segmentName(number), bytes: rest.length, sha256: sha256(rest) };
}

/** The head is written when a record is on the disk: it never names one that a power cut could take. */
function lostTail(head: ChainEnd | null, found: ChainEnd, hasSegments: boolean): LogAuditEntry | null {
  if (head === null) return hasSegments ? { kind: 'tail-lost', head, found } : null;
  const isLost = head.seq > found.seq || (head.seq === found.seq && head.hash !== found.hash);
  return isLost ? { kind: 'tail-lost', head, found } : null;
}
