import { open, writeFile } from 'node:fs/promises';
import { systemReason } from '@conductor/types';
import type { Terminal } from './terminal.ts';
import { usageError } from './usage-error.ts';

/** Where the result goes: standard output, or the file of `-o`. */
export interface Output {
  readonly isTerminal: boolean;
  /** Rejects with a ConductorError of code `usage` when the place does not take it. */
  readonly write: (text: string) => Promise<void>;
}

/** Opens the place for a result before anything is started, so that one which refuses is told at once, with code `usage`. */
export async function openOutput(file: string | null, { out }: Terminal): Promise<Output> {
  const refuse = (thrown: unknown): never => {
    throw usageError(`cannot write the result to ${file ?? 'standard output'}: ${systemReason(thrown)}`);
  };
  if (file === null) return { isTerminal: out.isTerminal, write: (text) => out.deliver(text).catch(refuse) };
  // Opened to append: what an earlier run wrote stands until there is something better.
  const handle = await open(file, 'a').catch(refuse);
  await handle.close();
  return { isTerminal: false, write: (text) => writeFile(file, text).catch(refuse) };
}
