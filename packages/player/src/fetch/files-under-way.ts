import { type JournalEntry, type Outcome, type StepId, systemReason } from '@conductor/types';
import { ServedSource } from '../results/served-source.ts';
import type { FetchParts } from './fetch-parts.ts';
import type { FetchedFile } from './fetched-file.ts';
import { FileRefused } from './file-refused.ts';
import type { FoundFile } from './find-files.ts';

/**
 * What may be under way before more files are found: enough that a collector makes hundreds durable together, and little
 * enough for the descriptors and the memory of a process.
 */
const MOST_UNDER_WAY = { files: 1024, open: 64, bytes: 4 * 2 ** 20 };

/** The files of one fetch step, from the journal's word of them until a collector holds them. */
export class FilesUnderWay implements AsyncDisposable {
  readonly #step: StepId;
  readonly #parts: Pick<FetchParts, 'journal' | 'results' | 'leaseMs'>;
  readonly #pending = new Map<ServedSource, FetchedFile>();
  /** Descriptors that nobody needs any more; one that cannot be closed is trouble. */
  readonly #closing = new Set<Promise<void>>();
  /** Of what is under way: descriptors, and bytes in memory. */
  #open = 0;
  #bytes = 0;
  #found = 0;
  #look: () => void = () => undefined;
  /** Files that a collector holds. */
  held = 0;
  /** The first thing that went wrong. */
  #trouble: string | null = null;

  constructor(step: StepId, parts: Pick<FetchParts, 'journal' | 'results' | 'leaseMs'>) {
    this.#step = step;
    this.#parts = parts;
  }

  /** Tells of files in the journal, and offers them to collectors. */
  serve(group: readonly FoundFile[]): void {
    const entries = group.map(({ path, file }) => this.#tell(path, file));
    const offered = group.flatMap(({ path, file }, at) => {
      const entry = entries[at];
      return file instanceof FileRefused || entry?.kind !== 'file-found' ? [] : [this.#take(path, file, entry.file)];
    });
    if (entries.length > 0) this.#parts.journal.append(...entries);
    for (const source of offered) this.#parts.results.add(source);
  }

  /** Resolves when there is room for another group. */
  async room(signal: AbortSignal): Promise<void> {
    const { files, open, bytes } = MOST_UNDER_WAY;
    await this.#until(() => this.#pending.size < files && this.#open < open && this.#bytes < bytes, signal);
  }

  /** Resolves when a collector holds every file. */
  async arrived(signal: AbortSignal): Promise<void> {
    await this.#until(() => this.#pending.size === 0, signal);
  }

  outcome(pattern: string): Outcome {
    if (this.#found === 0 && this.#trouble === null) {
      return { kind: 'fetch-failed', files: 0, reason: `no file matches ${pattern}` };
    }
    if (this.#trouble !== null) return { kind: 'fetch-failed', files: this.held, reason: this.#trouble };
    return { kind: 'fetched', files: this.held };
  }

  /** What is still under way will not arrive. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { results } = this.#parts;
    for (const [source, file] of this.#pending) {
      source.failure ??= 'its step is over';
      source.whenHeld = () => results.remove(source);
      if (results.find(source.source)) results.changed(source);
      this.#close(file);
    }
    this.#pending.clear();
    await Promise.all(this.#closing);
  }

  #tell(path: string, file: FetchedFile | FileRefused): JournalEntry {
    const step = this.#step;
    if (file instanceof FileRefused) {
      this.#trouble ??= `${path}: ${file.message}`;
      return { kind: 'file-refused', step, path, reason: file.message };
    }
    this.#found += 1;
    const { size, mode, mtime } = file.stats;
    const modified = mtime.toISOString();
    return { kind: 'file-found', step, file: this.#found, path, size, mode: mode & 0o7777, modified };
  }

  #take(path: string, file: FetchedFile, number: number): ServedSource {
    const { size } = file.stats;
    const source: ServedSource = new ServedSource(
      { kind: 'file', step: this.#step, file: number },
      {
        open: async () => this.#readerOf(source),
        gone: () => {
          source.failure ??=
            'it was written to while it was read: what came is partly from before and partly from after';
        },
        mayDiffer: async () => {
          const { isUntouched, remark } = await file.change();
          source.remark = remark;
          return !isUntouched;
        },
      },
    );
    source.content = file.content;
    source.size = size;
    source.state = 'closed';
    source.whenHeld = () => this.#arrive(source, path);
    this.#pending.set(source, file);
    if (file.content === null) this.#open += 1;
    else this.#bytes += file.content.length;
    return source;
  }

  #readerOf(source: ServedSource) {
    const file = this.#pending.get(source);
    if (!file) throw new Error('it was brought home before, and is not open any more');
    return file.reader;
  }

  /** The results forget it: very many files take no memory once they are home. */
  #arrive(source: ServedSource, path: string): void {
    const file = this.#pending.get(source);
    if (!file) return;
    this.#note(source, path);
    this.#pending.delete(source);
    this.#parts.results.remove(source);
    if (file.content === null) this.#open -= 1;
    else this.#bytes -= file.content.length;
    this.#close(file);
    this.#look();
  }

  #note({ failure, remark }: ServedSource, path: string): void {
    if (failure !== null) {
      this.#trouble ??= `${path}: ${failure}`;
      return;
    }
    this.held += 1;
    if (remark !== null) this.#parts.journal.append({ kind: 'remark', step: this.#step, text: `${path}: ${remark}` });
  }

  #close(file: FetchedFile): void {
    if (file.content !== null) return;
    const closed = this.#closeNow(file).finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }

  async #closeNow(file: FetchedFile): Promise<void> {
    try {
      await file[Symbol.asyncDispose]();
    } catch (error) {
      this.#trouble ??= `a file could not be closed: ${systemReason(error)}`;
    }
  }

  /** Waits for something, as long as a collector takes what is sent. */
  async #until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (isSo()) return;
    const { leaseMs } = this.#parts;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.#look = () => {
      if (isSo()) resolve();
    };
    let before = this.#progress();
    const timer = setInterval(() => {
      const now = this.#progress();
      if (now === before) reject(new Error(`no collector took anything of it for ${leaseMs / 1000} s`));
      before = now;
    }, leaseMs);
    try {
      await promise;
    } finally {
      this.#look = () => undefined;
      clearInterval(timer);
      signal.removeEventListener('abort', abort);
    }
  }

  /** Changes whenever a collector holds more. */
  #progress(): string {
    const bytes = this.#pending.keys().reduce((sum, source) => sum + source.acknowledged, 0);
    return `${this.#pending.size} files, ${bytes} bytes`;
  }
}
