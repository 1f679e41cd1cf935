import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'vitest';

/** A shell that guardians are tried under. */
export interface Shell {
  readonly program: string;
  /** What the first line of the script names after the path of the program. */
  readonly argument: string;
}

export const DASH: Shell = { program: 'dash', argument: '' };

/** All that a host may have as /bin/sh. */
export const SHELLS: readonly Shell[] = [
  DASH,
  { program: 'busybox', argument: 'sh' },
  { program: 'bash', argument: '--posix' },
  { program: 'mksh', argument: '' },
];

/** The first line of a script for this shell; skips the test where the shell is missing. */
export function firstLine({ program, argument }: Shell, context: Pick<TestContext, 'skip'>): string {
  const path = pathOf(program);
  if (path === null) return context.skip(`missing: ${program}`);
  return `#!${path} ${argument}`.trim();
}

function pathOf(program: string): string | null {
  const paths = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
