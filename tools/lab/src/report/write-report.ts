import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The path of a report that can be written there; makes its folder. Throws where that cannot be, or something else has its name. */
export function reportPath(json: string): string {
  const file = resolve(json);
  const folder = dirname(file);
  // One folder at the most: of several below /proc, Node.js would try for ever.
  if (!statSync(folder, { throwIfNoEntry: false })) mkdirSync(folder);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw new Error(`${file} is no file that a report can be written to`);
  return file;
}

/** Writes a report as JSON, and returns the path of the file. Throws as `reportPath` does. */
export function writeReport(json: string, report: object): string {
  const file = reportPath(json);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
