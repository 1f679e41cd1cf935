import type { Phase, Step } from '@conductor/types';
import type { Entry } from '../dialect/document.ts';

/** One line of a phase before it is a step. */
export interface StepLine {
  readonly entry: Entry;
  readonly phase: Phase;
  /** The value with its variables filled in. */
  readonly text: string;
  /** The steps of the phase before it. */
  readonly earlier: readonly Step[];
}

/** What every kind of step has, whatever its value. */
export type StepBase = Pick<Step, 'index' | 'key' | 'place'>;
