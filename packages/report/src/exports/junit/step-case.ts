import type { StepResult } from '@conductor/types';
import { outcomeAdvice, outcomeText } from '../../text/outcome-text.ts';
import { promptText } from '../../text/prompt-text.ts';
import type { CaseEnd, JunitCase } from './junit-case.ts';
import type { OutputRoom } from './output-room.ts';

/** The case of a step, with its command, what must be known of it, and the last lines of its outputs. */
export async function stepCase(
  place: Pick<JunitCase, 'className' | 'name'>,
  step: StepResult,
  room: OutputRoom,
): Promise<JunitCase> {
  const { kind, text, outcome, verdict, remarks, files, stdout, stderr } = step;
  const command = promptText(kind, text);
  const output = await room.lines(stdout, verdict);
  const errorOutput = await room.lines(stderr, verdict);
  const fetched = files.map(({ source, path }) => `${source} is ${path}`);
  return {
    ...place,
    // Nobody measured how long a step ran whose end nobody saw.
    durationMs: outcome.kind === 'unknown' ? null : step.durationMs,
    end: endOf(step, [command, ...(errorOutput.length > 0 ? errorOutput : output)]),
    output: [command, outcomeText(outcome), ...remarks, ...fetched.slice(0, FILES), ...output],
    errorOutput,
  };
}

/** Files told of one fetch. */
const FILES = 20;

function endOf({ verdict, outcome }: StepResult, lines: readonly string[]): CaseEnd {
  const message = outcomeText(outcome);
  switch (verdict) {
    case 'passed':
      return { kind: 'passed' };
    case 'skipped':
      return { kind: 'skipped', message };
    case 'failed':
    case 'unknown': {
      const advice = outcomeAdvice(outcome);
      const said = [message, ...(advice === null ? [] : [advice]), ...lines];
      return { kind: verdict === 'failed' ? 'failure' : 'error', type: outcome.kind, message, lines: said };
    }
    default:
      return verdict satisfies never;
  }
}
