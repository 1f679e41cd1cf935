import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** In a text within the line these quotes would have backslashes. */
const TRIAL_STARTED = '"kind":"trial-started"';

/** How many trials have begun, by the events of a run that is under way: each look reads what came since the one before. */
export function trialCounter(file: string): () => number {
  let readTo = 0;
  let begun = 0;
  let tail = '';
  return () => {
    // There is none as long as the test is read.
    if (!existsSync(file)) return begun;
    const handle = openSync(file, 'r');
    const bytes = Buffer.alloc(fstatSync(handle).size - readTo);
    readTo += readSync(handle, bytes, 0, bytes.length, readTo);
    closeSync(handle);
    const lines = `${tail}${bytes.toString('latin1')}`.split('\n');
    tail = lines.pop() ?? '';
    begun += lines.filter((line) => line.includes(TRIAL_STARTED)).length;
    return begun;
  };
}
