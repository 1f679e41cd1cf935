import type { ResultSource } from '@conductor/protocol';
import { sourceKey } from '@conductor/protocol';
import type { SourceBytes } from './source-reader.ts';

/** Something with bytes that collectors may pull: how much of it there is, and how much is held elsewhere. */
export class ServedSource {
  readonly source: ResultSource;
  readonly key: string;
  readonly bytes: SourceBytes;
  /** All of it, where it is small and in memory. */
  content: Buffer | null = null;
  /** Bytes that may be sent. */
  size = 0;
  /** `growing`; `closed`: the size is final; `abandoned`: no more of it is to be had, and none is wanted. */
  state: 'growing' | 'closed' | 'abandoned' = 'growing';
  /** Why it is not what its beginning promised. */
  failure: string | null = null;
  /** What became of it while it was read, where what was sent is good all the same. */
  remark: string | null = null;
  /** Bytes that a collector holds durably. */
  acknowledged = 0;
  /** A collector holds all of it, with the right checksum. */
  complete = false;
  /** Called when a collector holds all of it. */
  whenHeld: () => void = () => undefined;

  constructor(source: ResultSource, bytes: SourceBytes) {
    this.source = source;
    this.key = sourceKey(source);
    this.bytes = bytes;
  }

  /** Bytes that no collector holds yet; of an output or a file the last is held when its checksum is confirmed. */
  get pending(): number {
    if (this.complete || this.state === 'abandoned') return 0;
    const isUnconfirmed = this.state === 'closed' && this.source.kind !== 'journal';
    return Math.max(isUnconfirmed ? 1 : 0, this.size - this.acknowledged);
  }
}
