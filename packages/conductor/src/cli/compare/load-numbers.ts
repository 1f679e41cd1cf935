import { readFile, stat } from 'node:fs/promises';
import { readNumbers } from '@conductor/report';
import { systemReason } from '@conductor/types';
import { usageError } from '../usage-error.ts';
import type { Compared } from './compared.ts';

/** What `--metric` and `--fail-if` call the numbers of a file. */
const FILE_METRIC = 'value';

/** Several million numbers; more is a file that was not meant. */
const MOST_BYTES = 64 * 2 ** 20;

/** Reads a file of numbers, one a line. A ConductorError says what is wrong with it, or that there is none. */
export async function loadNumbers(file: string): Promise<Compared> {
  const values = readNumbers(await textOf(file), file).map((value, at) => ({ order: at + 1, value }));
  if (values.length === 0) throw usageError(`there is no number in ${file}: expected one a line`);
  return {
    name: file,
    directory: null,
    metrics: [{ metric: FILE_METRIC, unit: '', isNameless: true, values, missing: [] }],
    facts: null,
  };
}

async function textOf(file: string): Promise<string> {
  const refuse = (thrown: unknown): never => {
    throw usageError(`cannot read ${file}: ${systemReason(thrown)}; expected a file of numbers`);
  };
  const { size } = await stat(file).catch(refuse);
  if (size > MOST_BYTES) throw usageError(`${file} has ${size} bytes; a file of numbers may have ${MOST_BYTES}`);
  return await readFile(file, 'utf8').catch(refuse);
}
