import { isAbsolute } from 'node:path';
import type { FetchStep, Outcome, StepId } from '@conductor/types';
import type { Journal } from '../journal/journal.ts';
import { ServedSource } from '../results/served-source.ts';
import type { TrialResults } from '../results/trial-results.ts';
import { expandPattern } from './expand-pattern.ts';
import { type FetchedFile, FileRefused, openFetchedFile } from './fetched-file.ts';
import { pathText } from './path-text.ts';

/** So many files are open, and on their way, at a time. */
const OPEN_FILES = 64;

/** What a fetch step is performed with. */
export interface FetchParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly results: TrialResults;
  /** Words that make a command another user's: files are opened with that user's rights. */
  readonly become: readonly string[];
  /** Without any progress for so long nobody takes the files. */
  readonly leaseMs: number;
}

/**
 * Brings the files that match a pattern home: each is found, opened and served; the step is over when a collector holds
 * every one. Resolves with the outcome; aborting `signal` ends it, and its reason is the outcome's.
 */
export async function fetchFiles(
  step: StepId,
  plan: FetchStep,
  parts: FetchParts,
  signal: AbortSignal,
): Promise<Outcome> {
  if (!isAbsolute(plan.pattern))
    return { kind: 'fetch-failed', files: 0, reason: `${plan.pattern} is not an absolute path` };
  const fetch = new Fetch(step, parts);
  parts.results.fetching += 1;
  parts.results.nudge();
  try {
    for await (const path of expandPattern(plan.pattern, parts.become, signal)) await fetch.take(path, signal);
    await fetch.finish(signal);
    return fetch.outcome(plan.pattern);
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped', reason: reasonOf(signal.reason), exit: { kind: 'lost' } };
    return { kind: 'fetch-failed', files: fetch.held, reason: reasonOf(error) };
  } finally {
    await fetch.abandon();
    parts.results.fetching -= 1;
  }
}

/** One fetch step on its way. */
class Fetch {
  readonly #step: StepId;
  readonly #parts: FetchParts;
  /** Files on their way. */
  readonly #pending = new Map<ServedSource, Promise<void>>();
  readonly #files = new Map<ServedSource, FetchedFile>();
  #found = 0;
  /** Files that a collector holds. */
  held = 0;
  /** The first thing that went wrong. */
  #trouble: string | null = null;

  constructor(step: StepId, parts: FetchParts) {
    this.#step = step;
    this.#parts = parts;
  }

  /** Serves one file, once there is room for it. */
  async take(path: Buffer, signal: AbortSignal): Promise<void> {
    while (this.#pending.size >= OPEN_FILES) await this.#progress(Promise.race(this.#pending.values()), signal);
    const text = pathText(path);
    try {
      const file = await openFetchedFile(path, this.#parts.become);
      if (file) this.#serve(text, file);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      this.#trouble ??= `${text}: ${error.message}`;
      this.#parts.journal.append({ kind: 'file-refused', step: this.#step, path: text, reason: error.message });
    }
  }

  /** Waits until a collector holds every file. */
  async finish(signal: AbortSignal): Promise<void> {
    while (this.#pending.size > 0) await this.#progress(Promise.race(this.#pending.values()), signal);
  }

  outcome(pattern: string): Outcome {
    if (this.#found === 0 && this.#trouble === null) {
      return { kind: 'fetch-failed', files: 0, reason: `no file matches ${pattern}` };
    }
    if (this.#trouble !== null) return { kind: 'fetch-failed', files: this.held, reason: this.#trouble };
    return { kind: 'fetched', files: this.held };
  }

  /** What is still on its way will not arrive. */
  async abandon(): Promise<void> {
    for (const source of this.#pending.keys()) {
      source.failure ??= 'its step is over';
      this.#parts.results.changed(source);
    }
    for (const file of this.#files.values()) await file[Symbol.asyncDispose]();
    this.#files.clear();
  }

  #serve(path: string, file: FetchedFile): void {
    this.#found += 1;
    const { size, mode, mtime } = file.stats;
    const number = this.#found;
    const step = this.#step;
    const modified = mtime.toISOString();
    this.#parts.journal.append({ kind: 'file-found', step, file: number, path, size, mode: mode & 0o7777, modified });
    const source: ServedSource = new ServedSource(
      { kind: 'file', step, file: number },
      {
        open: async () => this.#readerOf(source),
        gone: () => {
          source.failure ??= `it is shorter than the ${size} bytes that it had when it was found`;
        },
        mayDiffer: false,
      },
    );
    source.size = size;
    source.state = 'closed';
    this.#files.set(source, file);
    this.#pending.set(source, this.#arrival(source, path));
    this.#parts.results.add(source);
  }

  #readerOf(source: ServedSource) {
    const file = this.#files.get(source);
    if (!file) throw new Error('it was brought home before, and is not open any more');
    return file.reader;
  }

  async #arrival(source: ServedSource, path: string): Promise<void> {
    await this.#parts.results.complete(source);
    if (source.failure === null) this.held += 1;
    else this.#trouble ??= `${path}: ${source.failure}`;
    this.#pending.delete(source);
    const file = this.#files.get(source);
    this.#files.delete(source);
    await file?.[Symbol.asyncDispose]();
  }

  /** Waits for something, as long as a collector takes what is sent. */
  async #progress(arrival: Promise<void>, signal: AbortSignal): Promise<void> {
    const { leaseMs } = this.#parts;
    const stalled = Promise.withResolvers<never>();
    const abort = () => stalled.reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    let before = this.#acknowledged();
    const timer = setInterval(() => {
      const now = this.#acknowledged();
      if (now === before) stalled.reject(new Error(`no collector took anything of it for ${leaseMs / 1000} s`));
      before = now;
    }, leaseMs);
    try {
      await Promise.race([arrival, stalled.promise]);
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', abort);
    }
  }

  #acknowledged(): number {
    return this.#pending.keys().reduce((sum, source) => sum + source.acknowledged, 0);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
