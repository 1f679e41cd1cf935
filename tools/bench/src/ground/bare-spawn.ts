import { join } from 'node:path';

/** The program that spawns as many shells as players do, in a Node that has loaded what a player has. */
export const BARE_SPAWN = join(import.meta.dirname, '../programs/bare-spawn.ts');
