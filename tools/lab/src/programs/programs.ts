import { fileURLToPath } from 'node:url';

/** The programs as they stand in this repository; they need `dist` to be built. */
export const PROGRAMS = {
  conduct: binOf('@conductor/conductor', 'conduct'),
  player: binOf('@conductor/player', 'player'),
  collector: binOf('@conductor/results', 'collector'),
} as const;

function binOf(name: string, program: string): string {
  return fileURLToPath(new URL(`bin/${program}.js`, import.meta.resolve(`${name}/package.json`)));
}
