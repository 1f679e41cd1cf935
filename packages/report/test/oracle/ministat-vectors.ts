import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../vectors/ministat.txt', import.meta.url);

/** Stands between what two calls printed. */
const BETWEEN = '\n====\n';

/** What ministat printed when it was last asked, call by call and line by line. */
export function readMinistat(): readonly (readonly string[])[] {
  return readFileSync(FILE, 'utf8')
    .trimEnd()
    .split(BETWEEN)
    .map((printed) => printed.split('\n'));
}

/** Writes down what ministat printed. */
export function writeMinistat(printed: readonly (readonly string[])[]): void {
  writeFileSync(FILE, `${printed.map((lines) => lines.join('\n')).join(BETWEEN)}\n`);
}
