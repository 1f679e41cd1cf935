import type { Figure } from './figure.ts';
import { files } from './figures/files/files.ts';
import { idle } from './figures/idle.ts';
import { memory } from './figures/memory.ts';
import { output } from './figures/output/output.ts';
import { starting } from './figures/starting.ts';
import { step } from './figures/step.ts';
import { trial } from './figures/trial.ts';

/** What is measured, in this order: first what wants the machine for itself, then what fills it with players. */
export const FIGURES: readonly Figure[] = [starting, step, memory, idle, output, files, trial];
