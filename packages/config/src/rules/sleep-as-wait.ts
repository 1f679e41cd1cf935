import { clientOf } from '../programs/client-of.ts';
import type { ReadCommand } from '../shell/read-commands.ts';
import { commandStepsOf, isBeside, textOf } from './every-step.ts';
import type { ReviewedCommandStep } from './review.ts';
import type { Rule } from './rule.ts';
import { readyWhen, waitFor } from './wait-for.ts';

/** Finds a `sleep` right before a call, or right behind what was spawned to be called: it hopes that somebody listens by then. */
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
      const hope = hopeBehind(steps[at - 1], step, next);
      if (hope === null) continue;
      say(step, 0, {
        message: `${step.entry.spelling} sleeps until what was spawned is ready, and nobody knows whether that is long enough, or far too long`,
        found: step.step.command,
        expected: 'to wait until it is ready',
        suggestion: hope,
      });
    }
  }
};

/** How the readiness of a spawn is seen that a step of nothing but `sleep` gives time to; the last step of a phase is how long that takes. */
function hopeBehind(
  before: ReviewedCommandStep | undefined,
  { phase, commands, step }: ReviewedCommandStep,
  next: ReviewedCommandStep | undefined,
): string | null {
  const [sleep, ...others] = commands;
  const isHope = sleep?.name === 'sleep' && !sleep.isRepeated && others.length === 0 && next !== undefined;
  const isBehind = before?.phase === phase && before.step.index === step.index - 1;
  if (!isHope || !isBehind || before.step.kind !== 'spawn') return null;
  const isCall = next.commands[0] !== undefined && clientOf(next.commands[0]) !== null;
  return isCall ? null : readyWhen(before);
}

/** Each `sleep` of a step with the call that comes next, here or in the next step. */
function hopesIn(step: ReviewedCommandStep, next: ReviewedCommandStep | undefined) {
  return step.commands.flatMap((sleep, at) => {
    if (sleep.name !== 'sleep' || sleep.isRepeated || isBeside({ step, command: sleep })) return [];
    const after: ReadCommand | undefined = step.commands[at + 1] ?? next?.commands[0];
    const call = after === undefined || after.isRepeated ? null : clientOf(after);
    return call === null ? [] : [{ sleep, call }];
  });
}
