import { createHash } from 'node:crypto';
import { visibleJsonLine } from '@conductor/types';
import type { AuditEntry, ChainEnd } from './audit-entry.ts';

/** An entry with its place in the chain. */
export type AuditRecord = AuditEntry & {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Wall clock of the player, ISO 8601 in UTC. */
  readonly time: string;
  /** The hash of the record before. */
  readonly prev: string;
  readonly hash: string;
};

/** Before the first record. */
export const CHAIN_BEGIN: ChainEnd = { seq: 0, hash: '0'.repeat(64) };

/** What ends every line: nothing in a JSON string can look like it, since quotes are escaped there. */
const SEAL = /,"hash":"([0-9a-f]{64})"\}$/;
const SEAL_BYTES = ',"hash":""}'.length + 64;

/** An entry as the line that follows `end`, without its newline. */
export function sealEntry(
  entry: AuditEntry,
  end: ChainEnd,
  now: Date,
): { readonly line: string; readonly end: ChainEnd } {
  const seq = end.seq + 1;
  // A file that is printed as it is must not command a terminal, nor hide what it says.
  const text = visibleJsonLine({ seq, time: now.toISOString(), prev: end.hash, ...entry });
  const sealed = text.slice(0, -1);
  const hash = sha256(sealed);
  return { line: `${sealed},"hash":"${hash}"}`, end: { seq, hash } };
}

/** The record in a line, `null` where it is none or its bytes do not give its hash. */
export function readRecord(line: Buffer): AuditRecord | null {
  const stated = SEAL.exec(line.toString('latin1'))?.[1];
  if (stated === undefined || sha256(line.subarray(0, line.length - SEAL_BYTES)) !== stated) return null;
  try {
    const record: unknown = JSON.parse(line.toString());
    return isRecord(record) ? record : null;
  } catch {
    return null;
  }
}

/** Whether a record is the next one of a chain that ends there. */
export function follows(record: AuditRecord, end: ChainEnd): boolean {
  return record.seq === end.seq + 1 && record.prev === end.hash;
}

/** The SHA-256 of bytes, in hexadecimal. */
export function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What only we can have written is believed; the kind is looked at by who reads it. */
function isRecord(value: unknown): value is AuditRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, time, prev, kind } = value as Partial<Record<keyof AuditRecord, unknown>>;
  return Number.isSafeInteger(seq) && [time, prev, kind].every((field) => typeof field === 'string');
}
