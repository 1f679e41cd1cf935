import path from 'node:path';

const PACKAGES = path.resolve(import.meta.dirname, '../../packages');

/** The two programs, as they stand in this repository. */
export const PROGRAMS = {
  conduct: path.join(PACKAGES, 'conductor/bin/conduct.js'),
  player: path.join(PACKAGES, 'player/bin/player.js'),
} as const;
