import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** What a program prints, line by line, to look back at and to wait for. */
export interface Lines {
  readonly seen: readonly string[];
  /** Resolves with the first line, seen or to come, that fits. Throws when the program ends before. */
  find(fits: (line: string) => boolean): Promise<string>;
  /** Resolves when so many lines more than now have come. */
  more(count: number): Promise<void>;
}

/** Collects the lines of a stream from now on. */
export function linesOf(stream: Readable): Lines {
  const seen: string[] = [];
  const over = new AbortController();
  const reader = createInterface({ input: stream });
  let change = Promise.withResolvers<void>();
  const changed = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  reader.on('line', (line) => {
    seen.push(line);
    changed();
  });
  reader.on('close', () => {
    over.abort();
    changed();
  });
  const until = async (fits: () => boolean, what: string) => {
    while (!fits()) {
      if (over.signal.aborted) throw new Error(`the program ended before ${what}; it had printed:\n${seen.join('\n')}`);
      await change.promise;
    }
  };
  return {
    seen,
    find: async (fits) => {
      await until(() => seen.some(fits), 'it printed the line that was waited for');
      return seen.find(fits) ?? '';
    },
    more: async (count) => {
      const wanted = seen.length + count;
      await until(() => seen.length >= wanted, `it printed ${count} lines more`);
    },
  };
}
