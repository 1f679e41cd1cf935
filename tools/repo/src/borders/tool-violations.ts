import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { findUses } from './find-uses.ts';
import type { Rules } from './rules.ts';

/** What one file of a tool imports of the inside of a package, and may not. `file` is its path from the root. */
export function toolViolations(root: string, file: string, { internalPaths }: Rules): string[] {
  const uses = findUses(file, readFileSync(join(root, file), 'utf8'));
  if (uses === 'not-parsed') return [`${file}: cannot be parsed, so nobody knows what it imports`];
  return uses.flatMap(({ kind, name, line }) => {
    const problem = kind === 'import' ? problemOf(file, name, internalPaths) : undefined;
    return problem === undefined ? [] : [`${file}:${line}: ${problem}`];
  });
}

function problemOf(file: string, imported: string, internalPaths: Rules['internalPaths']): string | undefined {
  if (imported.startsWith('.')) {
    const isInside = posix.join(posix.dirname(file), imported).startsWith('packages/');
    return isInside ? `imports "${imported}", a file inside a package; import the package by its name` : undefined;
  }
  const allowed = internalPaths[imported];
  if (allowed === undefined || allowed.some((folder) => file.startsWith(folder))) return undefined;
  return `imports "${imported}", the inside of a package; only ${allowed.join(', ')} may`;
}
