import { spawn } from 'node:child_process';
import { once } from 'node:events';

const SHELL = '/bin/sh';

/**
 * Without field splitting an unquoted variable undergoes nothing but the expansion of file names, by the rules of the
 * shell that also runs the steps: no hidden files for `*`, no braces, no `~`, nothing is executed.
 */
const EXPAND = `IFS=; for file in $CONDUCTOR_PATTERN; do printf '%s\\0' "$file"; done`;

/**
 * The paths that a shell pattern stands for, sorted by bytes, as many at a time as the shell says at once; a pattern that
 * matches nothing stands for itself. Paths are bytes, since a file name need not be UTF-8. `become` are words that make the
 * shell another user's. Throws when no shell can be run.
 */
export async function* expandPattern(
  pattern: string,
  become: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  const env = { CONDUCTOR_PATTERN: pattern, LC_ALL: 'C', PATH: process.env['PATH'] ?? '' };
  const [program = SHELL, ...words] = [...become, SHELL, '-c', EXPAND];
  const shell = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'ignore'], signal });
  const ended = once(shell, 'close');
  // It is looked at when everything was read, which may be long after it failed.
  ended.catch(() => undefined);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of shell.stdout as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk]);
    const paths: Buffer[] = [];
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      paths.push(bytes.subarray(start, end));
      start = end + 1;
    }
    rest = bytes.subarray(start);
    yield paths;
  }
  await ended;
  const { exitCode, signalCode } = shell;
  if (exitCode !== 0) throw new Error(`${program} did not expand the pattern: it ended with ${signalCode ?? exitCode}`);
}
