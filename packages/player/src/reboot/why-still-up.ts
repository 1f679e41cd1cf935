import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { type Exit, systemReason } from '@conductor/types';
import { startLimit } from '../steps/step-limit.ts';
import { tailOf } from '../storage/tail-of.ts';

/**
 * Runs the command that reboots this host, and resolves with why the host still runs when the command has failed, or its time is
 * over. A command that has ended well is believed until then: shutting down takes its time. Resolves at once on the signal.
 */
export async function whyStillUp(
  command: string,
  limitMs: number,
  outputPath: string,
  signal: AbortSignal,
): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  using _ = startLimit(limitMs, () => resolve(`"${command}" did not bring this host down within ${limitMs / 1000} s`));
  const onAbort = () => resolve(systemReason(signal.reason));
  signal.addEventListener('abort', onAbort, { once: true });
  run(command, outputPath, (failure) => resolve(`"${command}" ${failure}`));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** It outlives the player, and is no child that anybody waits for. What it prints goes to a file: a pipe would break with the player. */
function run(command: string, outputPath: string, onFailure: (failure: string) => void): void {
  const output = openSync(outputPath, 'w', 0o600);
  const child = spawn('/bin/sh', ['-c', command], { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  child.once('error', (error) => onFailure(`cannot be run: ${systemReason(error)}`));
  child.once('exit', (code, signal) => {
    if (code === 0) return;
    const exit: Exit = signal === null ? { kind: 'code', code: code ?? 1 } : { kind: 'signal', signal };
    onFailure(`${exitText(exit)}${lastWords(outputPath)}`);
  });
}

function exitText(exit: Exit): string {
  return exit.kind === 'signal' ? `was ended by ${exit.signal}` : `exited with ${exit.kind === 'code' ? exit.code : 1}`;
}

/** Read at the most, however much it printed. */
const TAIL_BYTES = 4_096;

function lastWords(path: string): string {
  const line = tailOf(path, TAIL_BYTES).trim().split('\n').at(-1);
  return line ? `: ${line.slice(0, 200)}` : '';
}
