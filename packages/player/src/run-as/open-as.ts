import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Holds a file open until it is told to end. The name comes as octal numbers, since a variable is text and a name is bytes. */
const HOLD = `file=$(printf '%b/' "$CONDUCTOR_FILE") && exec 3<"\${file%/}" && echo open && read -r end`;

/** What waits for the other end of a pipe that took a file's place is given up. */
const LIMIT_MS = 5_000;

/**
 * Opens a file with the rights of another user, `null` where it may not read it: a process of that user opens it, and the same open file is taken
 * from there. A process as a whole changes its user, so a player cannot do that for one file among others.
 */
export async function openAs(path: Buffer, [program = '', ...become]: readonly string[]): Promise<FileHandle | null> {
  const env = { CONDUCTOR_FILE: octal(path), LC_ALL: 'C', PATH: process.env['PATH'] ?? '' };
  const words = [...become, '/bin/sh', '-c', HOLD];
  const holder = spawn(program, words, { env, stdio: ['pipe', 'pipe', 'ignore'], timeout: LIMIT_MS });
  const ended = once(holder, 'close').then(
    () => false,
    () => false,
  );
  // It may be gone before it hears that it is to end.
  holder.stdin.on('error', () => undefined);
  try {
    const isHeld = await Promise.race([once(holder.stdout, 'data').then(() => true), ended]);
    return isHeld ? await open(`/proc/${holder.pid}/fd/3`, constants.O_RDONLY | constants.O_NONBLOCK) : null;
  } finally {
    holder.stdin.end();
    await ended;
  }
}

function octal(path: Buffer): string {
  return Array.from(path, (byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
}
