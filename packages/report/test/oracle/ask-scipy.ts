import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Question } from './questions.ts';

const SCRIPT = fileURLToPath(new URL('oracle.py', import.meta.url));

/** Looks for it without loading it, which takes seconds. */
const HAS_SCIPY = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("scipy") is None)';

/** What SciPy says, in the order of the questions. */
export interface ScipyAnswer {
  readonly scipy: string;
  readonly answers: readonly (readonly number[])[];
}

/** What the SciPy of this machine answers, in one process; `null` when there is none. */
export async function askScipy(questions: readonly Question[]): Promise<ScipyAnswer | null> {
  const found = await execa('python3', ['-c', HAS_SCIPY], { reject: false });
  if (found.exitCode !== 0) return null;
  const { stdout } = await execa('python3', [SCRIPT], { input: JSON.stringify(questions), maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as ScipyAnswer;
}
