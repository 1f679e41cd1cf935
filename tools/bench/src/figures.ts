import type { Figure } from './figure.ts';
import { clock } from './figures/clock.ts';
import { files } from './figures/files/files.ts';
import { hangs } from './figures/hangs.ts';
import { idle } from './figures/idle.ts';
import { light } from './figures/light.ts';
import { links } from './figures/links.ts';
import { memory } from './figures/memory.ts';
import { output } from './figures/output/output.ts';
import { soak } from './figures/soak.ts';
import { spread } from './figures/spread/spread.ts';
import { start } from './figures/start.ts';
import { starting } from './figures/starting.ts';
import { step } from './figures/step.ts';
import { trial } from './figures/trial.ts';

/** What is measured, in this order: first what wants the machine for itself, then what fills it with players. */
export const FIGURES: readonly Figure[] = [
  starting,
  step,
  memory,
  idle,
  start,
  clock,
  links,
  soak,
  output,
  files,
  light,
  trial,
  spread,
  hangs,
];
