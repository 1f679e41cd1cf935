import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeliveryFrame, dialFiles } from '@conductor/protocol';
import type { PlayerOptions } from '../../src/player.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM } from '../session/trial-fixture.ts';

const DIALLING = { self: 'tester@here (pid 1)', version: '0.0.0', insecureNetwork: false } as const;

/** A player that a run holds, with its state in a folder. */
export async function heldPlayer(stateFolder: string, options: Partial<PlayerOptions> = {}) {
  const player = await playerHere({ stateFolder, ...options });
  const driver = await Driver.dial(player.port);
  await driver.say(CLAIM);
  await driver.hear('player-claimed');
  const filesFolder = join(stateFolder, 'runs', driver.run.runId, 'files');
  return {
    driver,
    names: () => readdirSync(filesFolder),
    bytes: (name: string) => readFileSync(join(filesFolder, name)),
    deliver: () => dialFiles(driver.address, DIALLING, AbortSignal.timeout(30_000)),
    offer: (...files: readonly { readonly sha256: string; readonly size: number }[]): DeliveryFrame => {
      return { kind: 'offer-files', run: driver.run, files };
    },
    async [Symbol.asyncDispose]() {
      await driver[Symbol.asyncDispose]();
      await player[Symbol.asyncDispose]();
    },
  };
}

/** The name under which bytes are delivered. */
export function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
