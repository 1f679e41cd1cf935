import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { findUses } from './find-uses.ts';

/** One line for each circle: files that import each other, of types too. Paths are from the root. */
export function circleViolations(root: string, files: readonly string[]): string[] {
  return circlesOf(importsOf(root, files)).map(
    (circle) => `${circle[0]}: is in a circle of imports: ${circle.join(' → ')} → ${circle[0]}`,
  );
}

function importsOf(root: string, files: readonly string[]): Map<string, readonly string[]> {
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const uses = findUses(file, readFileSync(join(root, file), 'utf8'));
      const paths =
        uses === 'not-parsed' ? [] : uses.filter(({ kind, name }) => kind === 'import' && name.startsWith('.'));
      return [file, paths.map(({ name }) => posix.join(posix.dirname(file), name)).filter((path) => known.has(path))];
    }),
  );
}

/** A shortest circle for each file that is the first of one, and in none before. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const told = new Set<string>();
  const circles: string[][] = [];
  for (const file of imports.keys()) {
    const circle = told.has(file) ? null : shortestCircle(file, imports);
    if (circle === null) continue;
    circles.push(circle);
    for (const member of circle) told.add(member);
  }
  return circles;
}

/** The files from `start` back to it, by a search in breadth; `null`: nothing that it imports leads back. */
function shortestCircle(start: string, imports: ReadonlyMap<string, readonly string[]>): string[] | null {
  const cameFrom = new Map<string, string>();
  const front = [start];
  for (const file of front) {
    for (const next of imports.get(file) ?? []) {
      if (next === start) return wayTo(file, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      front.push(next);
    }
  }
  return null;
}

function wayTo(file: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const before = cameFrom.get(file);
  return before === undefined ? [file] : [...wayTo(before, cameFrom), file];
}
