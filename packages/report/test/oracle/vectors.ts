import { readFileSync, writeFileSync } from 'node:fs';
import type { ScipyAnswer } from './ask-scipy.ts';

const FILE = new URL('../vectors/scipy.json', import.meta.url);

/** What SciPy answered when it was last asked. */
export function readVectors(): ScipyAnswer {
  return JSON.parse(readFileSync(FILE, 'utf8')) as ScipyAnswer;
}

/** Writes one answer a line. */
export function writeVectors({ scipy, answers }: ScipyAnswer): void {
  const lines = answers.map((answer) => JSON.stringify(answer)).join(',\n');
  writeFileSync(FILE, `{"scipy": ${JSON.stringify(scipy)}, "answers": [\n${lines}\n]}\n`);
}
