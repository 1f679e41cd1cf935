import {
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { syncFolder } from '../storage/sync-folder.ts';
import type { AuditEntry, ChainEnd } from './audit-entry.ts';
import { headFile, segmentFile, segmentName, segmentNumbers } from './audit-folder.ts';
import { AuditHead } from './audit-head.ts';
import type { AuditLimits } from './audit-limits.ts';
import { sealEntry } from './audit-record.ts';
import { expiredSegments } from './expired-segments.ts';
import { type FoundChain, findChainEnd } from './find-chain-end.ts';

const reachDisk = promisify(fdatasync);

/** The segment that is written to. */
interface OpenSegment {
  readonly number: number;
  readonly path: string;
  readonly descriptor: number;
  readonly began: Date;
  /** Bytes of whole lines. */
  bytes: number;
}

/** The files of an audit log, as the one who writes them has them open. */
export class AuditChain implements Disposable {
  /** What the last record told that was found; `null` where there was none. */
  readonly lastKind: AuditEntry['kind'] | null;
  readonly #folder: string;
  readonly #limits: AuditLimits;
  /** The segment that was found, until it is written to. */
  #found: FoundChain['segment'];
  #head: AuditHead;
  #end: ChainEnd;
  #remarks: readonly AuditEntry[];
  #segment: OpenSegment | null = null;
  /** Resolves when nothing waits for the disk. */
  #syncing: Promise<void> = Promise.resolve();

  /** Goes on where the log in the folder ends. Throws what the file system says. */
  constructor(folder: string, limits: AuditLimits) {
    this.#folder = folder;
    this.#limits = limits;
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    const { end, lastKind, segment, remarks } = findChainEnd(folder);
    this.lastKind = lastKind;
    this.#found = segment;
    this.#end = end;
    this.#remarks = remarks;
    this.#head = new AuditHead(headFile(folder));
  }

  /** Adds records, all or none. Says whether a segment began with them. Throws what the file system says. */
  append(entries: readonly AuditEntry[], now: Date): 'same-segment' | 'new-segment' {
    const before = this.#segment;
    const lost = before && !isInPlace(before) ? [lossOf(before)] : [];
    const segment = this.#segmentFor(now, lost.length > 0);
    this.#write(segment, [...this.#remarks, ...lost, ...entries], now);
    this.#remarks = [];
    return segment === before ? 'same-segment' : 'new-segment';
  }

  /** Waits until all that was added is on the disk, and says so in the head. One at a time. */
  async sync(): Promise<void> {
    const segment = this.#segment;
    const end = this.#end;
    if (!segment) return;
    const reached = reachDisk(segment.descriptor);
    this.#syncing = reached.catch(() => undefined);
    await reached;
    this.#head.write(end);
  }

  /** Removes the segments that are kept no longer; that is written down before. Throws what the file system says. */
  tidy(now: Date): void {
    const expired = expiredSegments(this.#folder, this.#limits, now);
    if (!expired || !this.#segment) return;
    const { paths, reason, through } = expired;
    this.#write(this.#segment, [{ kind: 'segments-removed', reason, through }], now);
    fdatasyncSync(this.#segment.descriptor);
    for (const path of paths) rmSync(path);
  }

  [Symbol.dispose](): void {
    if (this.#segment) closeSync(this.#segment.descriptor);
    this.#head[Symbol.dispose]();
  }

  #segmentFor(now: Date, isLost: boolean): OpenSegment {
    const open = this.#segment ?? this.#reopen();
    if (open && !isLost && !this.#isOver(open, now)) return open;
    if (open) this.#retire(open);
    this.#segment = this.#begin(open?.number ?? 0, now);
    return this.#segment;
  }

  #reopen(): OpenSegment | null {
    const segment = this.#found;
    this.#found = null;
    if (!segment) return null;
    const path = segmentFile(this.#folder, segment.number);
    this.#segment = { ...segment, path, descriptor: openSync(path, constants.O_WRONLY | constants.O_APPEND) };
    return this.#segment;
  }

  #isOver({ bytes, began }: OpenSegment, now: Date): boolean {
    const { segmentBytes, segmentMs } = this.#limits;
    return bytes > segmentBytes || now.getTime() - began.getTime() > segmentMs;
  }

  /** What follows in another segment must not reach the disk before it. */
  #retire({ descriptor }: OpenSegment): void {
    this.#segment = null;
    fdatasyncSync(descriptor);
    void this.#syncing.then(() => closeSync(descriptor));
  }

  #begin(after: number, now: Date): OpenSegment {
    if (!existsSync(this.#folder)) mkdirSync(this.#folder, { mode: 0o700 });
    if (!existsSync(headFile(this.#folder))) {
      const gone = this.#head;
      this.#head = new AuditHead(headFile(this.#folder));
      gone[Symbol.dispose]();
    }
    const number = Math.max(after, segmentNumbers(this.#folder).at(-1) ?? 0) + 1;
    const path = segmentFile(this.#folder, number);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
    const descriptor = openSync(path, flags, 0o600);
    try {
      syncFolder(this.#folder);
      return { number, path, descriptor, began: now, bytes: 0 };
    } catch (error) {
      closeSync(descriptor);
      rmSync(path, { force: true });
      throw error;
    }
  }

  #write(segment: OpenSegment, entries: readonly AuditEntry[], now: Date): void {
    let end = this.#end;
    const lines = entries.map((entry) => {
      const sealed = sealEntry(entry, end, now);
      end = sealed.end;
      return `${sealed.line}\n`;
    });
    const text = Buffer.from(lines.join(''));
    // What an earlier refusal of the disk may have left.
    if (fstatSync(segment.descriptor).size > segment.bytes) ftruncateSync(segment.descriptor, segment.bytes);
    let written = 0;
    try {
      while (written < text.length) written += writeSync(segment.descriptor, text, written);
    } catch (error) {
      if (written > 0) ftruncateSync(segment.descriptor, segment.bytes);
      throw error;
    }
    segment.bytes += text.length;
    this.#end = end;
  }
}

/** Whether what we write to is what others find under its name. */
function isInPlace({ path, descriptor }: OpenSegment): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  const own = fstatSync(descriptor);
  return there !== undefined && there.ino === own.ino && there.dev === own.dev;
}

function lossOf({ number }: OpenSegment): AuditEntry {
  return { kind: 'segment-lost', segment: segmentName(number) };
}
