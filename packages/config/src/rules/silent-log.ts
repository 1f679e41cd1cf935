import type { ReadCommand } from '../shell/read-commands.ts';
import { commandStepsOf, stepsOf, textOf } from './every-step.ts';
import type { ReviewedCommandStep } from './review.ts';
import type { Rule } from './rule.ts';
import { readyWhen } from './wait-for.ts';

/** Finds waits for a line of a server that is known to keep its output back. */
export const silentLog: Rule = ({ players }, say) => {
  for (const player of players) {
    const writers = commandStepsOf(player);
    for (const reviewed of stepsOf(player)) {
      const { step, entry, phase } = reviewed;
      if (step.kind !== 'ready' || step.condition.kind !== 'log') continue;
      const { spawnIndex } = step.condition;
      const writer = writers.find((one) => one.phase === phase && one.step.index === spawnIndex);
      const silent = writer && silentIn(writer);
      if (writer === undefined || silent === undefined) continue;
      say(reviewed, 0, {
        message: `${entry.spelling} waits for a line of ${silent.command.name}, which keeps its output back`,
        found: `${writer.step.key}: ${textOf(silent.command)}`,
        suggestion: `${readyWhen(writer)}; or ${writer.step.key}: ${silent.remedy}`,
      });
    }
  }
};

/** A command that keeps its output back, and how it does not. */
interface Silent {
  readonly command: ReadCommand;
  readonly remedy: string;
}

/** What gives a program a terminal, or other buffers. */
const LOOSENED = /\b(?:stdbuf|unbuffer|script)\b|PYTHONUNBUFFERED/;

function silentIn({ step, commands }: ReviewedCommandStep): Silent | undefined {
  if (LOOSENED.test(step.command)) return undefined;
  return commands.flatMap((command) => silentOf(command) ?? [])[0];
}

function silentOf(command: ReadCommand): Silent | null {
  const { name, words } = command;
  if (name === 'iperf3') {
    const isServer = words.includes('-s') || words.includes('--server');
    return isServer && !words.includes('--forceflush') ? { command, remedy: `${textOf(command)} --forceflush` } : null;
  }
  if (!/^python3?$/.test(name) || !words.includes('http.server') || words.includes('-u')) return null;
  return { command, remedy: textOf({ ...command, words: [name, '-u', ...words.slice(1)] }) };
}
