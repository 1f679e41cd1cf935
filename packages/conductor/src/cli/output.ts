import { open, writeFile } from 'node:fs/promises';
import type { Terminal } from './terminal.ts';
import { usageError } from './usage-error.ts';

/** Where the result goes: standard output, or the file of `-o`. */
export interface Output {
  readonly isTerminal: boolean;
  readonly write: (text: string) => Promise<void>;
}

/** Opens the place for a result before anything is started, so that one which refuses is told at once, with code `usage`. */
export async function openOutput(file: string | null, { out }: Terminal): Promise<Output> {
  if (file === null) return { isTerminal: out.isTerminal, write: async (text) => out.write(text) };
  const refuse = (thrown: unknown): never => {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw usageError(`cannot write the result to ${file}: ${reason}`);
  };
  // Opened to append: what an earlier run wrote stands until there is something better.
  const handle = await open(file, 'a').catch(refuse);
  await handle.close();
  return { isTerminal: false, write: (text) => writeFile(file, text).catch(refuse) };
}
