import { nearestWord } from '@conductor/types';
import { KNOWN_PROGRAMS } from '../programs/known-programs.ts';
import { everyCommand } from './every-step.ts';
import type { Rule } from './rule.ts';

/** Finds programs whose names nobody knows, and that are one slip of the fingers away from one that everybody knows. */
export const misspeltCommand: Rule = (review, say) => {
  for (const { step, command } of everyCommand(review)) {
    const near = meantBy(command.name);
    if (near === undefined) continue;
    say(step, command.line, {
      message: `no system that is known has a program "${command.name}"`,
      found: command.name,
      suggestion: near,
    });
  }
};

const MIN_LENGTH = 4;

/** Only plain words: whoever writes a path, a version or a variable knows what it is called. */
function meantBy(name: string): string | undefined {
  if (name.length < MIN_LENGTH || !/^[a-z][a-z0-9_-]*$/.test(name) || KNOWN_PROGRAMS.has(name)) return undefined;
  // Other versions of one program differ in a digit.
  const letters = name.replaceAll(/\d/g, '');
  const others = [...KNOWN_PROGRAMS].filter((known) => known[0] === name[0] && known.replaceAll(/\d/g, '') !== letters);
  const most = name.length >= 8 ? 2 : 1;
  return nearestWord(name, others, most);
}
