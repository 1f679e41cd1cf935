import type { StepResult } from '@conductor/types';

/** What a step was to do, as it is quoted in a report: a command as at the prompt of a shell, anything else as it was written. */
export function promptText(kind: StepResult['kind'], text: string): string {
  return kind === 'step' || kind === 'spawn' || kind === 'timeout' ? `$ ${text}` : text;
}
