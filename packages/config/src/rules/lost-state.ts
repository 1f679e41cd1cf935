import { commandStepsOf, textOf } from './every-step.ts';
import type { ReviewedCommandStep } from './review.ts';
import type { Rule } from './rule.ts';

/** Finds steps that only prepare their own shell, which ends with them. */
export const lostState: Rule = ({ players }, say) => {
  for (const step of players.flatMap(commandStepsOf)) {
    const [first] = step.commands;
    if (first === undefined || !step.isWhole || !step.commands.every(preparesOnly)) continue;
    const text = first.name === '' ? first.assigned.map((name) => `${name}=…`).join(' ') : textOf(first);
    say(step, first.line, {
      message: `${step.entry.spelling} has no effect: each step is a shell of its own, and this one ends here`,
      found: text,
      suggestion: `one step for both: ${text} && …`,
    });
  }
};

const PREPARATIONS = new Set(['', 'cd', 'export', 'umask', 'ulimit', 'set', 'alias', 'unset', 'shopt']);

function preparesOnly({ name, redirects, words }: ReviewedCommandStep['commands'][number]): boolean {
  // `ulimit -a` shows; `A=$(command)` may do anything.
  if (redirects.length > 0 || (name === 'ulimit' && words.some((word) => word === '-a'))) return false;
  return PREPARATIONS.has(name) && (name !== 'set' || words.length > 1) && (name !== 'export' || words.length > 1);
}
