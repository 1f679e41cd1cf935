import { commandStepsOf, textOf } from './every-step.ts';
import type { Rule } from './rule.ts';
import { rounded, runningTime } from './running-time.ts';

/** Finds measurements that their own timeoutN cuts short. */
export const cutShort: Rule = ({ players }, say) => {
  for (const step of players.flatMap(commandStepsOf)) {
    if (step.step.kind !== 'timeout') continue;
    const limit = step.step.limitMs / 1000;
    const { seconds, longest } = runningTime(step);
    // A sleep measures nothing, and is often written longer than it is to last.
    if (longest === null || longest.name === 'sleep' || seconds <= limit || !Number.isFinite(seconds)) continue;
    say(step, longest.line, {
      message: `${step.entry.spelling} ends its command after ${limit} s, which takes ${rounded(seconds)} s by its own words`,
      found: textOf(longest),
      suggestion: `timeout${Math.ceil(seconds) + 5}`,
    });
  }
};
