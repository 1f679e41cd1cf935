import { constants } from 'node:os';
import type { Outcome, StepResult } from '@conductor/types';
import { outcomeText } from '../../text/outcome-text.ts';
import type { OutputReader } from './output-reader.ts';

/** What the original's player answers about a step. */
export interface LegacyAnswer {
  readonly code: number;
  readonly message: string;
}

/** A step as the original tells it: 0 and its output when it passed, else how its command ended and what it was. */
export async function stepAnswer(step: StepResult, reader: OutputReader): Promise<LegacyAnswer> {
  if (step.verdict === 'passed') return { code: 0, message: await passedMessage(step, reader) };
  return { code: codeOf(step.outcome), message: failedMessage(step) };
}

async function passedMessage({ kind, outcome, stdout }: StepResult, reader: OutputReader): Promise<string> {
  switch (kind) {
    case 'spawn':
      return 'Spawned';
    case 'fetch':
    case 'ready':
    case 'sync':
    case 'reboot':
      return outcomeText(outcome);
    case 'step':
    case 'timeout':
    case 'put':
    case 'put-back':
      return await reader.text(stdout);
    default:
      return kind satisfies never;
  }
}

/** As Python's subprocess has it: a signal is a number below 0. What has no code of its own is 1. */
function codeOf(outcome: Outcome): number {
  if (outcome.kind === 'exited') return outcome.code;
  if (outcome.kind !== 'signaled') return 1;
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return -(numbers[outcome.signal] ?? -1);
}

function failedMessage({ outcome, text }: StepResult): string {
  if (outcome.kind === 'exited' || outcome.kind === 'signaled') return text;
  if (outcome.kind === 'timed-out') return `Command timed out after ${outcome.limitMs / 1000} seconds`;
  return outcomeText(outcome);
}
