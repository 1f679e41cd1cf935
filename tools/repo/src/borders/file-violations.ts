import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import type { Restriction } from '../../borders.ts';
import { SCOPE } from '../workspace.ts';
import { findUses, type Use } from './find-uses.ts';
import { type Allowed, allowedIn, type Rules } from './rules.ts';

const BUILTINS = new Set(builtinModules);

/** What one source file imports or uses and should not. `file` is its path from the root. */
export function fileViolations(root: string, file: string, rules: Rules): string[] {
  const [, name = '', ...inside] = file.split('/');
  const border = rules.borders[name];
  if (border === undefined) {
    return [`${file}: the package "${name}" is not in the table; add what it may import to tools/repo/borders.ts`];
  }
  const uses = findUses(file, readFileSync(join(root, file), 'utf8'));
  if (uses === 'not-parsed') return [`${file}: cannot be parsed, so nobody knows what it imports`];
  const allowed = allowedIn(inside.join('/'), name, border, rules);
  return uses.flatMap((use) => {
    const imported = use.kind === 'import' ? importProblem(file, name, use.name, allowed, rules) : undefined;
    const problem = imported ?? restrictionProblem(file, use, rules.restrictions);
    return problem === undefined ? [] : [`${file}:${use.line}: ${problem}`];
  });
}

function importProblem(file: string, name: string, imported: string, { who, names }: Allowed, rules: Rules) {
  if (imported.startsWith('.')) return relativeProblem(file, name, imported);
  if (imported.startsWith('node:')) return undefined;
  if (BUILTINS.has(imported)) return `imports "${imported}"; write "node:${imported}"`;
  const target = packageOf(imported);
  if (names.includes(target)) return undefined;
  const apart = rules.neverTogether.find((pair) => pair.includes(name) && pair.some((one) => SCOPE + one === target));
  if (apart !== undefined) {
    return `imports "${imported}"; ${apart.join(' and ')} never import each other: what needs both belongs in tools/e2e`;
  }
  return `imports "${imported}"; ${who} may import ${names.join(', ') || 'no package at all'}`;
}

function relativeProblem(file: string, name: string, imported: string): string | undefined {
  const target = posix.join(posix.dirname(file), imported);
  if (target.startsWith(`packages/${name}/`)) return undefined;
  return `imports "${imported}", a file outside its package; import the other package by its name`;
}

function packageOf(imported: string): string {
  const length = imported.startsWith('@') ? 2 : 1;
  return imported.split('/').slice(0, length).join('/');
}

function restrictionProblem(file: string, use: Use, restrictions: readonly Restriction[]): string | undefined {
  const under = (prefixes: readonly string[]) => prefixes.some((prefix) => file.startsWith(prefix));
  const broken = restrictions.find(
    ({ uses, within, except }) => uses.some((used) => matches(use, used)) && under(within) && !under(except),
  );
  return broken && `uses ${use.name}; ${broken.because}`;
}

function matches(use: Use, used: string): boolean {
  return use.name === used || (use.kind === 'member' && use.name.startsWith(`${used}.`));
}
