import { closeSync, constants, fchmodSync, openSync, readSync, statSync, writeSync } from 'node:fs';

/**
 * Stands at the beginning of a spool file and is counted by no offset. A command that re-opens and truncates its own
 * output (`> /dev/stdout`) takes it away, and that is how it is noticed.
 */
const SENTINEL = Buffer.from('\u0001conductor-out\u0002\n', 'latin1');

/** Bytes before the first byte of an output. */
export const SENTINEL_BYTES = SENTINEL.length;

/** Of a file that was changed so shortly before it was looked at, a further change may not show in its times, in milliseconds. */
const UNSETTLED_MS = 100;

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;

/**
 * The mode of what a command writes its output to. One of another user may open it again (`> /dev/stderr`), though it is
 * the player's: in a folder that only the player enters, nobody else finds it.
 */
export function outputMode(become: readonly string[]): number {
  return become.length === 0 ? 0o600 : 0o622;
}

/** One output of one command, in a file that the command itself writes. */
export class OutputFile {
  readonly path: string;
  /** Raised each time the command truncated the file. */
  generation = 0;
  /** Bytes of this generation, as of the last look. */
  size = 0;
  /** The file as it was when it was last read; `null` when a change since then might not show. */
  #read: { readonly size: number; readonly changedMs: number } | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the file and returns its descriptor, open for appending; the caller closes it. Throws what the file system says. */
  create(mode = 0o600): number {
    const descriptor = openSync(this.path, CREATE, 0o600);
    // The umask of the player may be any.
    fchmodSync(descriptor, mode);
    writeSync(descriptor, SENTINEL);
    return descriptor;
  }

  /** Bytes of the file before the first of this generation. */
  get start(): number {
    return this.generation === 0 ? SENTINEL_BYTES : 0;
  }

  /** Looks at the file again, as it is on disk. Tells whether the command has truncated it since the last look. */
  look(): 'same' | 'rewound' {
    const lookedMs = Date.now();
    const found = statusOf(this.path);
    // Removed by the command: what it writes now is lost to us, and reading will say so.
    if (found === null) return 'same';
    const { size: inFile, changedMs } = found;
    if (inFile === this.#read?.size && changedMs === this.#read.changedMs) return 'same';
    const rewound = this.generation === 0 ? !this.hasSentinel() : inFile < this.size;
    this.#read = changedMs + UNSETTLED_MS < lookedMs ? found : null;
    if (rewound) this.generation += 1;
    this.size = Math.max(0, inFile - this.start);
    return rewound ? 'rewound' : 'same';
  }

  /** The command has truncated the file, as somebody found out by other means. */
  rewind(): void {
    this.generation += 1;
    this.size = 0;
    this.#read = null;
    this.look();
  }

  /** The last bytes of this generation as of the last look, at most so many; `null` when they cannot be read. */
  tail(length: number): Buffer | null {
    const bytes = Math.min(length, this.size);
    const found = Buffer.alloc(bytes);
    return readAt(this.path, found, this.start + this.size - bytes) === bytes ? found : null;
  }

  /** Whether nothing was truncated until now, as far as can be seen. Only means something for generation 0. */
  hasSentinel(): boolean {
    const found = readBeginning(this.path);
    return found === null || found.equals(SENTINEL);
  }
}

/** `null` when it cannot be told: the file is gone, or the player has too many files open. */
function statusOf(path: string): { readonly size: number; readonly changedMs: number } | null {
  try {
    const { size, ctimeMs: changedMs } = statSync(path);
    return { size, changedMs };
  } catch {
    return null;
  }
}

/** As many bytes as a sentinel has, shorter ones filled with zeros; `null` when it cannot be told. */
function readBeginning(path: string): Buffer | null {
  const found = Buffer.alloc(SENTINEL_BYTES);
  return readAt(path, found, 0) === null ? null : found;
}

/** How many bytes were read there; `null` when the file cannot be read. */
function readAt(path: string, into: Buffer, offset: number): number | null {
  try {
    const descriptor = openSync(path, constants.O_RDONLY);
    try {
      return readSync(descriptor, into, 0, into.length, offset);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}
