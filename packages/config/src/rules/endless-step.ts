import { commandStepsOf, textOf } from './every-step.ts';
import type { Rule } from './rule.ts';
import { runningTime } from './running-time.ts';

/** Finds plain steps that end only at their limit, and so always fail. */
export const endlessStep: Rule = ({ players, settings: { stepTimeoutMs } }, say) => {
  for (const step of players.flatMap(commandStepsOf)) {
    if (step.step.kind !== 'step') continue;
    const { seconds, longest } = runningTime(step);
    if (longest === null || Number.isFinite(seconds)) continue;
    const end =
      stepTimeoutMs === null
        ? 'and nothing ends it'
        : `and has failed when its limit ends it, after ${stepTimeoutMs / 1000} s`;
    say(step, longest.line, {
      message: `${step.entry.spelling} runs until somebody ends it, ${end}`,
      found: textOf(longest),
      suggestion: 'spawnN: for as long as the other steps need it, or timeoutN: for N seconds',
    });
  }
};
