import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_HOST_LIMITS } from '../src/host-limits.ts';
import { type PlayerOptions, type RunningPlayer, startPlayer } from '../src/player.ts';
import { removeFolder } from './support/remove-folder.ts';

/** A player in this process, on a free port, with a state folder of its own that goes with it. */
export async function playerHere(
  options: Partial<PlayerOptions> = {},
): Promise<RunningPlayer & { readonly log: string[]; endAtOnce(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'player-'));
  const log: string[] = [];
  const player = await startPlayer({
    host: '127.0.0.1',
    port: 0,
    version: '0.0.0',
    self: 'player@here',
    insecureNetwork: false,
    allowedConductor: null,
    stateFolder: folder,
    passedVariables: [],
    limits: { ...DEFAULT_HOST_LIMITS, reserveBytes: 2 ** 20 },
    onLog: (text) => log.push(text),
    ...options,
  });
  return {
    ...player,
    log,
    async endAtOnce() {
      await player[Symbol.asyncDispose]();
    },
    async [Symbol.asyncDispose]() {
      player.leave('the end of a test');
      await player.left;
      await player[Symbol.asyncDispose]();
      await removeFolder(folder);
    },
  };
}
