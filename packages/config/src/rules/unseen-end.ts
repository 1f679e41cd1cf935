import { commandStepsOf, textOf } from './every-step.ts';
import type { ReviewedCommandStep } from './review.ts';
import type { Rule } from './rule.ts';

/** Finds commands that a plain step sends behind `&`: how they end, nobody sees. */
export const unseenEnd: Rule = ({ players }, say) => {
  for (const step of players.flatMap(commandStepsOf)) {
    if (step.step.kind === 'spawn' || step.commands.some(looksAfter)) continue;
    const behind = step.commands.find(({ after }) => after === '&');
    if (behind === undefined) continue;
    say(step, behind.line, {
      message: `${step.entry.spelling} sends a command behind &: that it fails, or never began, nobody sees`,
      found: `${textOf(behind)} &`,
      suggestion: `spawnN: ${textOf(behind)}`,
    });
  }
};

/** A step that waits for its commands, or ends them, knows what it does. */
function looksAfter({ name }: ReviewedCommandStep['commands'][number]): boolean {
  return ['wait', 'kill', 'pkill', 'killall', 'jobs', 'fg', 'trap'].includes(name);
}
