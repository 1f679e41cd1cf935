import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { PythonAnswer } from './python-outcome.ts';

const SCRIPT = fileURLToPath(new URL('oracle.py', import.meta.url));

/** Before 3.11 a section's name ended at the first `]` of its line. */
const NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 11))';

/** What the Python of this machine makes of texts, in one process; `null` when there is none of 3.11 or later. */
export async function askPython(texts: readonly string[]): Promise<PythonAnswer | null> {
  const found = await execa('python3', ['-c', NEW_ENOUGH], { reject: false });
  if (found.exitCode !== 0) return null;
  const { stdout } = await execa('python3', [SCRIPT], { input: JSON.stringify(texts), maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as PythonAnswer;
}
