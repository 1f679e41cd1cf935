import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from '../workspace.ts';
import { circleViolations } from './circle-violations.ts';
import { fileViolations } from './file-violations.ts';
import { manifestViolations } from './manifest-violations.ts';
import type { Rules } from './rules.ts';
import { toolViolations } from './tool-violations.ts';

const TOOL_FILES = ['tools/*.ts'];
const SOURCE_FILES = ['packages/*.ts', 'packages/*.js', 'packages/*.mjs'];

/** One line per violation: where, what is there, what is allowed. Empty when the borders hold. */
export function findViolations(root: string, rules: Rules): string[] {
  const filesOf = (patterns: readonly string[]) =>
    repositoryFiles(patterns, root).filter((file) => existsSync(join(root, file)));
  const packages = Object.keys(rules.borders).filter((name) => existsSync(join(root, 'packages', name)));
  return [
    ...filesOf(SOURCE_FILES).flatMap((file) => fileViolations(root, file, rules)),
    ...filesOf(TOOL_FILES).flatMap((file) => toolViolations(root, file, rules)),
    ...circleViolations(root, filesOf([...SOURCE_FILES, ...TOOL_FILES])),
    ...packages.flatMap((name) => manifestViolations(root, name, rules)),
  ];
}
