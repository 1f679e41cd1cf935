import { constants } from 'node:os';
import { execa } from 'execa';
import { PROGRAMS } from './programs.ts';

/** Signals that a terminal or a supervisor sends to end us; the terminal sends them to `conduct` itself as well. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs one test with the terminal as its own, and resolves with its exit code. */
export async function conduct(test: string, results: string): Promise<number> {
  const running = execa(process.execPath, [PROGRAMS.conduct, 'run', test, '--results', results], {
    stdio: 'inherit',
    reject: false,
    // Who ends is decided below: a conductor that is interrupted stops and resets its players before it leaves.
    cleanup: false,
    ...(process.stdin.isTTY ? {} : { detached: true }),
  });
  const pass = (signal: NodeJS.Signals) => void (process.stdin.isTTY || running.kill(signal));
  for (const signal of ENDING) process.on(signal, pass);
  try {
    const { exitCode, signal } = await running;
    return exitCode ?? 128 + (signal === undefined ? 0 : constants.signals[signal as NodeJS.Signals]);
  } finally {
    for (const signal of ENDING) process.off(signal, pass);
  }
}
