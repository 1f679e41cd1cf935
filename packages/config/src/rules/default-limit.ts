import { commandStepsOf, textOf } from './every-step.ts';
import type { Rule } from './rule.ts';
import { rounded, runningTime } from './running-time.ts';

/** Finds steps that take longer, by their own words, than the limit that they get. */
export const defaultLimit: Rule = ({ players, settings: { stepTimeoutMs } }, say) => {
  if (stepTimeoutMs === null) return;
  const limit = stepTimeoutMs / 1000;
  for (const step of players.flatMap(commandStepsOf)) {
    if (step.step.kind !== 'step') continue;
    const { seconds, longest } = runningTime(step);
    if (longest === null || seconds < limit || !Number.isFinite(seconds)) continue;
    say(step, longest.line, {
      message: `${step.entry.spelling} takes ${rounded(seconds)} s by its own words, and is ended, and has failed, after ${limit} s`,
      found: textOf(longest),
      expected: `less than the ${limit} s of step_timeout`,
      suggestion: `timeout${Math.ceil(seconds) + 5}: for a step that may take so long, or step_timeout: ${Math.ceil(seconds) + 5} in [Test]`,
    });
  }
};
