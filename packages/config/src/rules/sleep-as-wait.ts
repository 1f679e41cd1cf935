import { clientOf } from '../programs/client-of.ts';
import type { ReadCommand } from '../shell/read-commands.ts';
import { commandStepsOf, isBeside, textOf } from './every-step.ts';
import type { ReviewedCommandStep } from './review.ts';
import type { Rule } from './rule.ts';
import { waitFor } from './wait-for.ts';

/** Finds a `sleep` right before a call, which hopes that somebody listens by then. */
export const sleepAsWait: Rule = ({ players }, say) => {
  for (const player of players) {
    const steps = commandStepsOf(player);
    for (const [at, step] of steps.entries()) {
      const next = steps[at + 1]?.phase === step.phase ? steps[at + 1] : undefined;
      for (const { sleep, call } of hopesIn(step, next)) {
        say(step, sleep.line, {
          message: `${step.entry.spelling} sleeps before a call, and nobody knows whether that is long enough, or far too long`,
          found: textOf(sleep),
          expected: 'to wait until somebody listens',
          suggestion: waitFor(call),
        });
      }
    }
  }
};

/** Each `sleep` of a step with the call that comes next, here or in the next step. */
function hopesIn(step: ReviewedCommandStep, next: ReviewedCommandStep | undefined) {
  return step.commands.flatMap((sleep, at) => {
    if (sleep.name !== 'sleep' || sleep.isRepeated || isBeside({ step, command: sleep })) return [];
    const after: ReadCommand | undefined = step.commands[at + 1] ?? next?.commands[0];
    const call = after === undefined || after.isRepeated ? null : clientOf(after);
    return call === null ? [] : [{ sleep, call }];
  });
}
