import { realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { bytesText } from '../spool/texts.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const SHELL = '/bin/sh';
/** Guardians were tried under these. */
const TRIED: readonly string[] = ['dash', 'busybox', 'bash', 'mksh'];
/** It ends at the first signal that it traps. */
const UNFIT: readonly string[] = ['ksh', 'ksh93'];
/** What a guardian runs. */
const PROGRAMS: readonly string[] = ['mkfifo', 'mv', 'rm', 'mkdir', 'rmdir', 'find', 'grep', 'cat', 'sleep'];

/** What runs the steps, and pays Reset when the player is dead. */
export async function examineShell(): Promise<readonly Finding[]> {
  return [await shell(), await programs()];
}

async function shell(): Promise<Finding> {
  const path = realpathSync(SHELL);
  const name = basename(path);
  const resident = /VmRSS:\s+(\d+) kB/.exec(await printed('cat /proc/$$/status'))?.[1];
  const size = resident === undefined ? '' : `, ${bytesText(Number(resident) * 1024)} in memory`;
  const text = `${SHELL} is ${path} (${bytesText(statSync(path).size)}${size})`;
  const advice = `let ${SHELL} be dash, or another of ${TRIED.join(', ')}`;
  if (UNFIT.includes(name)) return red('shell', `${text}: guardians die under it, and Reset would not be paid`, advice);
  return TRIED.includes(name)
    ? green('shell', text)
    : yellow('shell', `${text}: guardians were not tried under it`, advice);
}

async function programs(): Promise<Finding> {
  const missing = (
    await printed(`for p in ${PROGRAMS.join(' ')}; do command -v "$p" >/dev/null || echo "$p"; done`)
  ).trim();
  if (missing === '') return green('programs', 'all that a guardian runs are in PATH');
  const words = missing.split('\n').join(', ');
  return red(
    'programs',
    `not in PATH: ${words}; a guardian runs them`,
    'install them, or start the player with a PATH that has them',
  );
}

async function printed(script: string): Promise<string> {
  const { execa } = await import('execa');
  const { stdout } = await execa(SHELL, ['-c', script], { reject: false, stdin: 'ignore' });
  return stdout;
}
