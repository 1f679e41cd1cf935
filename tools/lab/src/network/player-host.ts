import type { Lab } from './create-lab.ts';
import type { LabHost } from './lab-host.ts';

/** The host of a player, by its place from 0; throws when the lab has no such place. */
export function playerHost({ players }: Lab, at: number): LabHost {
  const host = players[at];
  if (host === undefined) throw new Error(`this lab has ${players.length} players, and no place ${at}`);
  return host;
}
