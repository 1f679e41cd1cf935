import { quoteForShell } from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import type { ReadCommand } from '../shell/read-commands.ts';
import { wordFor } from '../shell/words.ts';
import { type Change, findChanges } from '../undo/find-changes.ts';
import { type Bindings, fillPattern } from '../undo/pattern.ts';
import type { UndoRule } from '../undo/undo-rule.ts';
import { commandStepsOf, textOf } from './every-step.ts';
import type { Review, ReviewedCommandStep, ReviewedPlayer } from './review.ts';
import type { Rule } from './rule.ts';

/** So many commands of one player are looked at; each is compared with all that come after it. */
const MAX_COMMANDS = 500;

/** Finds what Startup, Run and Collect change on a host, and Reset does not change back. */
export const resetSymmetry: Rule = (review, say) => {
  for (const player of review.players) {
    // What a script does, nobody knows from here.
    if (player.phases.reset.some((step) => !step.isWhole || step.commands.some(isOpaque))) continue;
    const changes = changesOf(player, review);
    for (const { kind, rule, bindings, by, undoneBy } of changes) {
      if (undoneBy !== null) continue;
      const { entry } = by.step;
      say(by.step, by.command.line, {
        message: `${entry.spelling} changes the host (${kind}: ${quote(textOf(by.command))}), and nothing in [Reset] changes it back`,
        found: textOf(by.command),
        suggestion: stepInReset(by.command, rule, bindings),
      });
    }
  }
};

/** What a player changes on its host, each with what changes it back. */
export function changesOf(player: ReviewedPlayer, { undoRules }: Review): readonly Change<ReviewedCommandStep>[] {
  const commands = commandStepsOf(player).flatMap((step) =>
    step.commands.map((command) => ({ phase: step.phase, step, command })),
  );
  return commands.length > MAX_COMMANDS ? [] : findChanges(commands, undoRules);
}

/** Behind the colon stands what a shell takes; what it cannot be told there stands before it. */
function stepInReset(command: ReadCommand, { undoes }: UndoRule, bindings: Bindings): string {
  const written = (word: string) => wordFor(command, word);
  const { line, unknown } = fillPattern(undoes[0], bindings, written);
  const what = unknown.length === 0 ? '' : `, with ${unknown.join(' and ')} filled in`;
  // Where a line redirects, the shell that does so has to be there, too.
  const there = command.entering.length > 0 && /(?:^| )[<>]/.test(line) ? `sh -c ${quoteForShell(line)}` : line;
  return `a step in [Reset]${what}: ${[...command.entering.map(written), there].join(' ')}`;
}

const INTERPRETERS =
  /^(?:sh|bash|dash|ksh|zsh|csh|tcsh|python[\d.]*|perl|ruby|node|lua|expect|make|gmake|source|\.|eval|xargs|ssh|ansible.*|reboot|shutdown|init|bastille|vagrant|docker-compose)$/;

/** Whether a command may do anything: a script, an interpreter, a program that somebody made. */
function isOpaque({ name }: ReadCommand): boolean {
  const isScript = name.includes('/') && !/^\/(?:usr\/local\/)?etc\/(?:rc|init)\.d\//.test(name);
  return isScript || name.startsWith('$') || INTERPRETERS.test(name) || /\.(?:sh|py|pl)$/.test(name);
}
