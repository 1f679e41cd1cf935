import type { ReadCommand } from '../shell/read-commands.ts';
import { isFilledIn, wordFor } from '../shell/words.ts';
import { commandStepsOf, textOf } from './every-step.ts';
import type { Rule } from './rule.ts';

/** Finds commands that read a file which the shell has emptied before they begin: `sort x > x`. */
export const truncatesInput: Rule = ({ players }, say) => {
  for (const step of players.flatMap(commandStepsOf)) {
    for (const [at, command] of step.commands.entries()) {
      for (const { operator, target } of command.redirects) {
        if (!TRUNCATING.has(operator) || isFilledIn(target) || target.startsWith('/dev/')) continue;
        const reader = pipeBefore(step.commands, at).find((one) => reads(one, target));
        if (reader === undefined) continue;
        const file = wordFor(command, target);
        say(step, command.line, {
          message: `${step.entry.spelling} reads ${target} after the shell has emptied it: > truncates before the command begins`,
          found: textOf(command),
          suggestion: `> ${file}.new && mv ${file}.new ${file}`,
        });
      }
    }
  }
};

const TRUNCATING = new Set(['>', '>|', '&>']);
/** Programs whose operands are files that they read. */
const READERS = new Set(
  'awk base64 cat cut egrep expand fgrep gawk grep gunzip gzip head hexdump jq nl od paste sed sort strings tac tail tr tshark uniq wc xxd zcat'.split(
    ' ',
  ),
);

function reads({ name, words, redirects }: ReadCommand, file: string): boolean {
  if (redirects.some(({ operator, target }) => operator === '<' && target === file)) return true;
  return READERS.has(name) && words.slice(1).includes(file);
}

/** A command with those that it has its input from. */
function pipeBefore(commands: readonly ReadCommand[], at: number): readonly ReadCommand[] {
  let first = at;
  while (first > 0 && commands[first]?.before === '|') first -= 1;
  return commands.slice(first, at + 1);
}
