import { join } from 'node:path';
import { BENCH_VARIABLE } from '@conductor/lab';
import type { LightPlayersOptions } from '../programs/light-players.ts';
import type { Fleet } from './fleet.ts';
import type { Ground } from './ground.ts';
import { LOOPBACK } from './site.ts';

const PROGRAM = join(import.meta.dirname, '../programs/light-players.ts');
const FIRST_LAB_PORT = 10_000;
/** Left alone, V8 gives what is short-lived four times as much. */
const YOUNG = '--max-semi-space-size=16';

/** Starts so many players in one process. */
export async function startLightFleet(ground: Ground, count: number, site = LOOPBACK): Promise<Fleet> {
  const options: LightPlayersOptions = {
    count,
    folder: ground.newFolder('light'),
    host: site.host,
    firstPort: site.isLoopback ? null : FIRST_LAB_PORT,
    lab: site.isLoopback ? null : join(ground.environment['XDG_CONFIG_HOME'] ?? '', 'conductor', 'lab'),
    passedVariables: [BENCH_VARIABLE],
  };
  const program = ground.start([process.execPath, YOUNG, PROGRAM, JSON.stringify(options)], { on: site.playersOn });
  const line = await program.lines.find((said) => said.startsWith('['));
  const found: readonly { name: string; host: string; port: number }[] = JSON.parse(line);
  return {
    players: found.map((player) => {
      return { ...player, pid: program.pid, stateFolder: join(options.folder, player.name) };
    }),
    [Symbol.asyncDispose]: () => ground.end([program]),
  };
}
