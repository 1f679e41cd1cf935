import { Worker } from 'node:worker_threads';
import type { Answer, Question } from './extract-worker.ts';

/** What a number was found to be. */
export type Extracted = Exclude<Answer, { kind: 'progress' }>;

/** The same, or that it took too long: it would take as long again. */
export type Tried = Extracted | { readonly kind: 'stalled'; readonly reason: string };

/** Memory of a worker: JSON of the largest size that is read, and what becomes of it. */
const WORKER_MB = 1024;
/** From TypeScript when this runs from its sources, as in tests. */
const PROGRAM = new URL(`./extract-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/**
 * Looks for numbers in files, one after the other, in a thread of its own: patterns are the user's, and one that tries everything must
 * not keep a conductor from its players. The thread is made when it is needed first, and again after it was ended.
 */
export class Extractor implements AsyncDisposable {
  readonly #stallMs: number;
  #worker: Worker | null = null;

  /** `stallMs`: how long it may take to get through 256 KiB. */
  constructor(stallMs: number) {
    this.#stallMs = stallMs;
  }

  /** The number in a file, or why there is none. Never rejects but for `signal`, with its reason. */
  async ask(question: Question, signal: AbortSignal): Promise<Tried> {
    signal.throwIfAborted();
    const worker = this.#worker ?? new Worker(PROGRAM, { resourceLimits: { maxOldGenerationSizeMb: WORKER_MB } });
    this.#worker = worker;
    const answer = await this.#hear(worker, question, signal);
    if (answer === null) await this[Symbol.asyncDispose]();
    signal.throwIfAborted();
    return answer ?? { kind: 'stalled', reason: stalled(this.#stallMs) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  /** What it says in the end; `null` when nothing was heard of it for too long, or nobody waits any more. */
  #hear(worker: Worker, question: Question, signal: AbortSignal): Promise<Extracted | null> {
    const { promise, resolve } = Promise.withResolvers<Extracted | null>();
    const give = () => resolve(null);
    const timer = setTimeout(give, this.#stallMs);
    const heard = (answer: Answer) => (answer.kind === 'progress' ? timer.refresh() : resolve(answer));
    const broke = (error: Error) => {
      this.#worker = null;
      resolve({ kind: 'nothing', reason: `it could not be looked through (${error.message})` });
    };
    worker.on('message', heard);
    worker.on('error', broke);
    signal.addEventListener('abort', give);
    worker.postMessage(question);
    return promise.finally(() => {
      clearTimeout(timer);
      worker.off('message', heard);
      worker.off('error', broke);
      signal.removeEventListener('abort', give);
    });
  }
}

function stalled(ms: number): string {
  return `to look through a part of it took longer than ${ms / 1000} s: does the pattern try everything, as (a+)+ does?`;
}
