import { durationOf } from '../programs/duration-of.ts';
import type { ReadCommand } from '../shell/read-commands.ts';
import type { ReviewedCommandStep } from './review.ts';

/** How long a step runs by the words of its commands. */
export interface RunningTime {
  readonly seconds: number;
  /** The command that takes most of it; `null` when nothing is known. */
  readonly longest: ReadCommand | null;
}

/** How long the commands of a step take one after the other; those of a pipe run side by side. */
export function runningTime({ commands }: ReviewedCommandStep): RunningTime {
  let seconds = 0;
  let longest: { command: ReadCommand; seconds: number } | null = null;
  for (const pipe of pipesOf(commands)) {
    if (pipe.some(endsOthers)) continue;
    const timed = pipe.map((command) => ({ command, seconds: secondsOf(command) }));
    const slowest = timed.toSorted((one, other) => other.seconds - one.seconds)[0];
    if (slowest === undefined || slowest.seconds === 0) continue;
    seconds += slowest.seconds;
    if (longest === null || slowest.seconds > longest.seconds) longest = slowest;
  }
  return { seconds, longest: longest?.command ?? null };
}

/** What is not waited for, or not always run, or nobody knows how often, takes no time that is known. */
function secondsOf(command: ReadCommand): number {
  if (command.after === '&' || command.before === '||' || command.isRepeated) return 0;
  return durationOf(command) ?? 0;
}

/** Commands that end a pipe by reading no more. */
function endsOthers({ name, before }: ReadCommand): boolean {
  return before === '|' && name === 'head';
}

function pipesOf(commands: readonly ReadCommand[]): ReadCommand[][] {
  const pipes: ReadCommand[][] = [];
  for (const command of commands) {
    if (command.before === '|') pipes.at(-1)?.push(command);
    else pipes.push([command]);
  }
  return pipes;
}

/** A number of seconds for a message. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
