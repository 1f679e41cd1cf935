import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';

/** A part of a file that holds data: from its first byte to before the first that is none of it. */
export interface DataRange {
  readonly start: number;
  readonly end: number;
}

/** What is in more pieces is read from its beginning to its end. */
const MOST_RANGES = 20_000;
const MOST_TEXT = 40 * MOST_RANGES;
/** A file system that does not answer is asked no longer. */
const LIMIT_MS = 5_000;

/**
 * Node.js cannot ask a file system where a file has data: lseek(2) with SEEK_DATA, which is 3, and SEEK_HOLE, which is 4, on
 * Linux and FreeBSD alike. Whichever of these languages is there asks for it, of the open file, which is its standard input.
 * The end of the data is the error ENXIO, 6; any other says that nothing is known.
 */
const PROGRAMS: readonly (readonly [string, ...string[]])[] = [
  [
    'perl',
    '-e',
    'for ($at = 0; defined($data = sysseek(STDIN, $at, 3)); ) { $at = sysseek(STDIN, $data, 4) or exit 1; print $data + 0, " ", $at + 0, "\\n" } exit($! + 0 == 6 ? 0 : 1)',
  ],
  [
    'python3',
    '-c',
    `import os, sys
at = 0
try:
    while True:
        data = os.lseek(0, at, 3)
        at = os.lseek(0, data, 4)
        print(data, at)
except OSError as error:
    sys.exit(0 if error.errno == 6 else 1)`,
  ],
];

/** Where an open file has data, in order; what lies between is zeros. `null` where nobody can tell. */
export async function findData(handle: FileHandle): Promise<readonly DataRange[] | null> {
  for (const program of PROGRAMS) {
    const told = await ask(program, handle);
    if (told !== null) return rangesOf(told);
  }
  return null;
}

/** What a program prints; `null` when it is not there, fails, or prints too much. */
async function ask([program, ...words]: readonly [string, ...string[]], handle: FileHandle): Promise<string | null> {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };
  const asked = spawn(program, words, { env, stdio: [handle.fd, 'pipe', 'ignore'], timeout: LIMIT_MS });
  const ended = once(asked, 'close').then(
    () => asked.exitCode === 0,
    () => false,
  );
  let text = '';
  asked.stdout?.setEncoding('latin1').on('data', (part: string) => {
    text += part;
    if (text.length > MOST_TEXT) asked.kill('SIGKILL');
  });
  return (await ended) ? text : null;
}

function rangesOf(text: string): readonly DataRange[] | null {
  const lines = text.split('\n').slice(0, -1);
  const ranges = lines.map((line) => {
    const [start = Number.NaN, end = Number.NaN] = line.split(' ').map(Number);
    return { start, end };
  });
  const isInOrder = ranges.every(({ start, end }, at) => start >= (ranges[at - 1]?.end ?? 0) && end > start);
  return isInOrder ? ranges : null;
}
