import type { Journal } from '../journal/journal.ts';
import type { SourceReader } from './source-reader.ts';
import { openSpool } from './spool-reader.ts';

/** Reads the journal of a trial through the descriptor that it is written by, and by its path when that is closed. */
export function journalReader(journal: Journal): SourceReader {
  let file: SourceReader | null = null;
  return {
    async read(offset, length) {
      const data = journal.read(offset, length);
      if (data !== null) return data.length > 0 ? data : null;
      file ??= openSpool({ path: journal.path, start: 0, stillHolds: () => true });
      return file.read(offset, length);
    },
    async [Symbol.asyncDispose]() {
      await file?.[Symbol.asyncDispose]();
    },
  };
}
