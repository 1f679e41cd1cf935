import type { Figure } from './figure.ts';
import { starting } from './figures/starting.ts';
import { step } from './figures/step.ts';
import { trial } from './figures/trial.ts';

/** What is measured, in this order: first what wants the machine for itself, then what fills it with players. */
export const FIGURES: readonly Figure[] = [starting, step, trial];
