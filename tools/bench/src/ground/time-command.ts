import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Command } from '@conductor/lab';
import type { Ground } from './ground.ts';

/** How long a command takes from its start until it has ended, in milliseconds. Throws when it fails. */
export async function timeCommand(ground: Ground, command: Command, signal: AbortSignal): Promise<number> {
  const began = process.hrtime.bigint();
  await passed(begin(ground, command, signal), command);
  return msSince(began);
}

/** How long a command takes until it prints a line that holds `text`, in milliseconds. It is ended with SIGTERM then. */
export async function timeUntilPrinted(
  ground: Ground,
  command: Command,
  text: string,
  signal: AbortSignal,
): Promise<number> {
  const began = process.hrtime.bigint();
  const child = begin(ground, command, signal);
  const ended = passed(child, command);
  const printed = printedLine(child, text);
  await Promise.race([printed, ended]);
  const tookMs = msSince(began);
  child.kill('SIGTERM');
  await Promise.all([printed, ended]);
  return tookMs;
}

/** Straight from the kernel, since what a library adds would be added to both sides of a ratio. */
function begin({ environment, folder }: Ground, [file, ...args]: Command, signal: AbortSignal): ChildProcess {
  return spawn(file, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
    killSignal: 'SIGKILL',
  });
}

async function passed(child: ChildProcess, command: Command): Promise<void> {
  const [code, by] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code ?? by}; run it by hand to see why`);
}

async function printedLine({ stdout }: ChildProcess, text: string): Promise<void> {
  if (stdout === null) throw new Error('the output of a command is no pipe');
  for await (const line of createInterface({ input: stdout })) {
    if (line.includes(text)) return;
  }
  throw new Error(`a command ended without "${text}"`);
}

function msSince(began: bigint): number {
  return Number(process.hrtime.bigint() - began) / 1e6;
}
