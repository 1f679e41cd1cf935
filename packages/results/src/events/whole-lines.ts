import type { ConductorError } from '@conductor/types';

const NEWLINE = 0x0a;

/** One line without its newline, and how many bytes it takes with it. */
export interface WholeLine {
  readonly text: string;
  readonly bytes: number;
}

/** How long a line may be, and what a longer one is. */
export interface LineLimit {
  readonly bytes: number;
  readonly tooLong: () => ConductorError;
}

/** The whole lines of a stream of bytes; what follows the last newline is left out. */
export async function* wholeLines(chunks: AsyncIterable<Buffer>, limit: LineLimit): AsyncGenerator<WholeLine> {
  const splitter = new LineSplitter(limit);
  for await (const chunk of chunks) yield* splitter.take(chunk);
}

/** Cuts a stream of bytes into lines, however they come; holds at most one unfinished line. */
export class LineSplitter {
  readonly #limit: LineLimit;
  #parts: Buffer[] = [];
  #held = 0;

  constructor(limit: LineLimit) {
    this.#limit = limit;
  }

  /** The lines that this chunk completes. */
  *take(chunk: Buffer): Generator<WholeLine> {
    let start = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline !== -1; newline = chunk.indexOf(NEWLINE, start)) {
      this.#hold(chunk.subarray(start, newline));
      const bytes = this.#held + 1;
      yield { text: this.#release(), bytes };
      start = newline + 1;
    }
    this.#hold(chunk.subarray(start));
  }

  #hold(part: Buffer): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#held += part.length;
    if (this.#held > this.#limit.bytes) throw this.#limit.tooLong();
  }

  #release(): string {
    const text = Buffer.concat(this.#parts).toString();
    this.#parts = [];
    this.#held = 0;
    return text;
  }
}
