import type { ReadCommand } from '../shell/read-commands.ts';
import { isFilledIn, wordFor } from '../shell/words.ts';
import { commandStepsOf, textOf } from './every-step.ts';
import type { ReviewedCommandStep, ReviewedPlayer } from './review.ts';
import type { Rule } from './rule.ts';

/** Finds steps of one phase that write into one file, the later over the earlier, with nobody reading it in between. */
export const overwritesOutput: Rule = ({ players }, say) => {
  for (const { first, step, command, file } of players.flatMap(overwritesOf)) {
    say(step, command.line, {
      message: `${step.entry.spelling} writes over what ${first.entry.spelling} has written to ${file}, and nobody has read it`,
      found: textOf(command),
      suggestion: `another file for one of the two, or >> ${wordFor(command, file)}`,
    });
  }
};

function overwritesOf(player: ReviewedPlayer) {
  const written = new Map<string, ReviewedCommandStep>();
  return commandStepsOf(player).flatMap((step) => {
    for (const file of written.keys()) if (isMentioned(file, step)) written.delete(file);
    const files = writtenBy(step);
    const overwrites = files.flatMap(({ command, file }) => {
      const first = written.get(file);
      return first?.phase === step.phase ? [{ first, step, command, file }] : [];
    });
    for (const { file } of files) written.set(file, step);
    return overwrites;
  });
}

/** The files that a step writes from their beginning on. */
function writtenBy({ commands }: ReviewedCommandStep): { command: ReadCommand; file: string }[] {
  return commands.flatMap((command) =>
    command.redirects
      .filter(({ operator, target }) => operator === '>' && isFile(target))
      .map(({ target }) => ({ command, file: target })),
  );
}

function isFile(target: string): boolean {
  return target.startsWith('/') && !isFilledIn(target) && !/^\/(?:dev|proc|sys)\//.test(target);
}

/** Whether a step speaks of a file otherwise than by writing over it. */
function isMentioned(file: string, { commands, isWhole }: ReviewedCommandStep): boolean {
  if (!isWhole) return true;
  return commands.some(
    ({ words, redirects }) =>
      words.some((word) => word.includes(file) || isFilledIn(word)) ||
      redirects.some(({ operator, target }) => operator !== '>' && target === file),
  );
}
