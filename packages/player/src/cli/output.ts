import { closeSync, openSync, writeSync } from 'node:fs';
import { ConductorError, systemReason } from '@conductor/types';

/** Where a player speaks: lines on its standard output and error, or in a log file. */
export interface PlayerOutput extends Disposable {
  /** The line that says that it listens, and what was asked for: on standard output. */
  say(text: string): void;
  /** What happens: on standard error, and in the log file with the time. */
  log(text: string): void;
  /** What happens in detail: only said when asked for. */
  detail(text: string): void;
  /** What went wrong: on standard error, and in the log file. */
  complain(text: string): void;
}

/** How much is told. */
export type Loudness = 'quiet' | 'normal' | 'verbose';

/** Opens the log file, if there is one. Throws a ConductorError `usage` when it cannot be opened. */
export function openOutput(logFile: string | null, loudness: Loudness): PlayerOutput {
  // A reader that has gone away (a closed pipe) is no reason to end: what is owed must still be paid.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const descriptor = logFile === null ? null : openLog(logFile);
  const toFile = (text: string) => {
    if (descriptor !== null) tryToWrite(descriptor, `${new Date().toISOString()} ${text}\n`);
  };
  return {
    say(text) {
      if (loudness !== 'quiet') process.stdout.write(`${text}\n`);
      toFile(text);
    },
    log(text) {
      if (loudness !== 'quiet') process.stderr.write(`${printable(text)}\n`);
      toFile(printable(text));
    },
    detail(text) {
      if (loudness !== 'verbose') return;
      process.stderr.write(`${printable(text)}\n`);
      toFile(printable(text));
    },
    complain(text) {
      process.stderr.write(`${printable(text)}\n`);
      toFile(printable(text));
    },
    [Symbol.dispose]() {
      if (descriptor !== null) closeSync(descriptor);
    },
  };
}

function openLog(path: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    throw new ConductorError('usage', `the log file ${path} cannot be opened: ${systemReason(error)}`, {
      cause: error,
    });
  }
}

/** What others say is shown, and never obeyed by a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A full disk takes the log, never the player. */
function tryToWrite(descriptor: number, text: string): void {
  try {
    writeSync(descriptor, text);
  } catch {
    return;
  }
}
