import path from 'node:path';

/** A path below a run directory, as its result has it; `null` for one that leads out of it, as none does that was collected. */
export function insideDirectory(directory: string, relative: string): string | null {
  const file = path.resolve(directory, relative);
  return file.startsWith(path.resolve(directory) + path.sep) ? file : null;
}
