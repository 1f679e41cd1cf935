import { execa } from 'execa';

const SHELL = '/bin/sh';

/**
 * Without field splitting an unquoted variable undergoes nothing but the expansion of file names, by the rules of the
 * shell that also runs the steps: no hidden files for `*`, no braces, no `~`, nothing is executed.
 */
const EXPAND = `IFS=; for file in $CONDUCTOR_PATTERN; do printf '%s\\0' "$file"; done`;

/**
 * The paths that a shell pattern stands for, sorted by bytes; a pattern that matches nothing stands for itself. Paths
 * are bytes, since a file name need not be UTF-8. `become` are words that make the shell another user's. Throws when no
 * shell can be run.
 */
export async function* expandPattern(
  pattern: string,
  become: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const env = { CONDUCTOR_PATTERN: pattern, LC_ALL: 'C', PATH: process.env['PATH'] ?? '' };
  const options = {
    env,
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    encoding: 'buffer',
    cancelSignal: signal,
  } as const;
  const [program = SHELL, ...words] = [...become, SHELL, '-c', EXPAND];
  const shell = execa(program, words, options);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of shell.iterable({ binary: true })) {
    const bytes = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  await shell;
}
