import { resolve } from 'node:path';

const PACKAGES = resolve(import.meta.dirname, '../../../packages');

/** The programs as they stand in this repository. They need `dist` to be built. */
export const PROGRAMS = {
  collector: resolve(PACKAGES, 'results/bin/collector.js'),
  conduct: resolve(PACKAGES, 'conductor/bin/conduct.js'),
  player: resolve(PACKAGES, 'player/bin/player.js'),
} as const;
