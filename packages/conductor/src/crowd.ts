/** More players than these are very many. The one such number: all that differs for very many begins behind it. */
export const CROWD = 32;

/** Whether so many players are very many: then what it costs to hold each of them counts more than what goes to and fro. */
export function isCrowd(players: number): boolean {
  return players > CROWD;
}
