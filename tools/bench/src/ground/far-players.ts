import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FaultProxy, startFaultProxy } from '@conductor/lab';
import type { Fleet, FleetPlayer } from './fleet.ts';
import type { Ground } from './ground.ts';

/** The same players, farther away. Disposing it removes the way to them. */
export interface FarPlayers extends AsyncDisposable {
  readonly players: readonly FleetPlayer[];
  /** The longest of the round trips. */
  readonly slowestMs: number;
}

/** Where the tokens of players on loopback are, below the folder that `XDG_RUNTIME_DIR` names. */
const TOKENS = 'conductor';

/** Puts a proxy before each player, with round trips from `nearestMs` to `farthestMs`, a different one for each. */
export async function moveAway(
  ground: Ground,
  { players }: Fleet,
  [nearestMs, farthestMs]: readonly [number, number],
): Promise<FarPlayers> {
  const proxies: FaultProxy[] = [];
  const far: FleetPlayer[] = [];
  const end = async () => {
    for (const proxy of proxies) await proxy[Symbol.asyncDispose]();
  };
  try {
    for (const [place, player] of players.entries()) {
      const part = players.length === 1 ? 1 : place / (players.length - 1);
      const delayMs = (nearestMs + part * (farthestMs - nearestMs)) / 2;
      const proxy = await startFaultProxy({ target: player });
      proxies.push(proxy);
      proxy.set({ toServer: { delayMs }, toClient: { delayMs } });
      // A token is named after the address that is dialled.
      const token = (port: number) => join(ground.folder, TOKENS, `${player.host}-${port}.token`);
      copyFileSync(token(player.port), token(proxy.port));
      far.push({ ...player, host: proxy.host, port: proxy.port });
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { players: far, slowestMs: farthestMs, [Symbol.asyncDispose]: end };
}
