import { closeSync, fstatSync, readSync } from 'node:fs';
import { openPlainFile } from '../storage/open-plain-file.ts';
import { type AuditRecord, readRecord } from './audit-record.ts';

/** A segment of an audit log as it is found. */
export interface AuditSegment {
  /** The whole records at its beginning, in order. */
  readonly records: readonly AuditRecord[];
  /** Their lines, byte for byte, without newlines. */
  readonly lines: readonly Buffer[];
  /** What follows them, and is no record: empty where nothing was torn or changed. */
  readonly rest: Buffer;
}

const NEWLINE = 0x0a;
/** A player begins another segment long before: what is larger is none of its. */
const LARGEST_BYTES = 64 * 2 ** 20;

/** Reads a segment up to the first line that is no record of ours. Throws as `openPlainFile` does, and where there is none. */
export function readSegment(path: string): AuditSegment {
  const content = readWhole(path, LARGEST_BYTES);
  const records: AuditRecord[] = [];
  const lines: Buffer[] = [];
  let begin = 0;
  for (let end = content.indexOf(NEWLINE); end !== -1; end = content.indexOf(NEWLINE, begin)) {
    const line = content.subarray(begin, end);
    const record = readRecord(line);
    if (record === null) break;
    records.push(record);
    lines.push(line);
    begin = end + 1;
  }
  return { records, lines, rest: content.subarray(begin) };
}

/** A record is at most so long: a command of 120 KiB, every byte of it escaped. */
const LONGEST_LINE_BYTES = 2 ** 20;

/** The first record of a segment; `null` where it begins with none. Throws as `readSegment` does. */
export function firstRecord(path: string): AuditRecord | null {
  const content = readWhole(path, LONGEST_LINE_BYTES);
  const end = content.indexOf(NEWLINE);
  return end === -1 ? null : readRecord(content.subarray(0, end));
}

function readWhole(path: string, mostBytes: number): Buffer {
  const descriptor = openPlainFile(path);
  if (descriptor === null) throw new Error(`there is no ${path}`);
  try {
    const content = Buffer.alloc(Math.min(fstatSync(descriptor).size, mostBytes));
    let bytes = 0;
    for (let read = -1; read !== 0 && bytes < content.length; bytes += read) {
      read = readSync(descriptor, content, bytes, content.length - bytes, bytes);
    }
    return content.subarray(0, bytes);
  } finally {
    closeSync(descriptor);
  }
}
