import { commandStepsOf } from './every-step.ts';
import type { ReviewedCommandStep, ReviewedPlayer } from './review.ts';
import type { Rule } from './rule.ts';

/** Finds variables of the shell that one step sets and another uses: each step is a shell of its own. */
export const lostVariable: Rule = ({ players }, say) => {
  for (const player of players) {
    for (const { name, setter, user, line } of lostIn(player)) {
      say(user, line, {
        message: `$${name} is empty here: ${setter.entry.spelling} sets it, and each step is a shell of its own`,
        found: `$${name}`,
        suggestion: `set it in ${user.entry.spelling} itself, or write ${name.toLowerCase()}: … in [Variables] of the test file, and %(${name.toLowerCase()})s here`,
      });
    }
  }
};

interface LostVariable {
  readonly name: string;
  readonly setter: ReviewedCommandStep;
  readonly user: ReviewedCommandStep;
  readonly line: number;
}

function lostIn(player: ReviewedPlayer): LostVariable[] {
  const setters = new Map<string, ReviewedCommandStep>();
  return commandStepsOf(player).flatMap((step) => {
    const own = new Set(namesSetIn(step.step.command));
    const lost = namesUsedIn(step.step.command).flatMap(({ name, line }): LostVariable[] => {
      const setter = own.has(name) ? undefined : setters.get(name);
      return setter === undefined ? [] : [{ name, setter, user: step, line }];
    });
    for (const name of step.commands.flatMap(namesKeptBy)) setters.set(name, step);
    return lost;
  });
}

/** What the shell of a step knows from a command on; `A=1 make` sets A for make alone. */
function namesKeptBy({ name, words, assigned }: ReviewedCommandStep['commands'][number]): readonly string[] {
  if (name === '') return assigned;
  const isSetting = name === 'export' || name === 'read';
  return isSetting ? words.slice(1).map((word) => word.split('=')[0] ?? word) : [];
}

/** Whatever sets a variable somewhere in a text, also where a scanner would not look. */
function namesSetIn(text: string): string[] {
  const set = [
    ...text.matchAll(/(?:^|[\s;&|(])([A-Za-z_]\w*)\+?=|\b(?:for|read|export|local)\s+(?:-\w+\s+)*([A-Za-z_]\w*)/g),
  ];
  return set.flatMap(([, one, other]) => [one, other].filter((name) => name !== undefined));
}

/** The variables in a text, with their lines; not those in single quotes. */
function namesUsedIn(text: string): { name: string; line: number }[] {
  const bare = text.replaceAll(/'[^']*'/g, (quoted) => quoted.replaceAll(/[^\n]/g, ' '));
  return [...bare.matchAll(/\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/g)].map((match) => ({
    name: match[1] ?? match[2] ?? '',
    line: bare.slice(0, match.index).split('\n').length - 1,
  }));
}
