import { closeSync, openSync, writeSync } from 'node:fs';
import { ConductorError, systemReason, visibleText } from '@conductor/types';

/** Where a player speaks: lines on its standard output and error, or in a log file. What others say is shown, and never obeyed by a terminal. */
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
  const tell = (stream: NodeJS.WritableStream | null, text: string) => {
    const line = `${visibleText(text)}\n`;
    stream?.write(line);
    if (descriptor !== null) tryToWrite(descriptor, `${new Date().toISOString()} ${line}`);
  };
  const isQuiet = loudness === 'quiet';
  return {
    say(text) {
      tell(isQuiet ? null : process.stdout, text);
    },
    log(text) {
      tell(isQuiet ? null : process.stderr, text);
    },
    detail(text) {
      if (loudness === 'verbose') tell(process.stderr, text);
    },
    complain(text) {
      tell(process.stderr, text);
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

/** A full disk takes the log, never the player. */
function tryToWrite(descriptor: number, text: string): void {
  try {
    writeSync(descriptor, text);
  } catch {
    return;
  }
}
