import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhaseSteps, Secret } from '@conductor/types';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { killIfAlive, living } from '../guardian/support/processes.ts';
import { playerHere } from '../player-here.ts';
import { startPlayerProcess } from '../support/player-process.ts';

/** The settings of a player on whose host tests may reboot: what is run says only that it was. */
export const REBOOTS = { PLAYER_REBOOT: 'echo down >>down' };

/** A host on which a step of Run has come to its reboot. */
export interface RebootingHost extends AsyncDisposable {
  readonly driver: Driver;
  readonly stateFolder: string;
  readonly trialFolder: string;
  /** What steps noted. */
  noted(): string;
  /** Tells the player to end, as the end of a host does first. */
  terminate(): Promise<void>;
  /** Kills the player, and what else is named, without warning. */
  kill(what: 'player' | 'all'): Promise<void>;
  /** Changes what was noted of the reboot. */
  change(record: Readonly<Record<string, unknown>>): void;
  /** The next life of the player. */
  startAgain(): ReturnType<typeof playerHere>;
}

/** What the steps of the tests have in common: each notes its name. */
export function noting(folder: string): string {
  return `echo "$CONDUCTOR_STEP $CONDUCTOR_REBOOT_COUNT" >>${folder}/notes`;
}

/** Drives a trial until the command that reboots the host has run. */
export async function rebootingHost(
  planOf: (note: string) => Partial<PhaseSteps>,
  { secrets = [], leaseMs = 30_000 }: { readonly secrets?: readonly Secret[]; readonly leaseMs?: number } = {},
): Promise<RebootingHost> {
  const player = await startPlayerProcess([], REBOOTS);
  const folder = join(player.stateFolder, '..');
  const driver = await Driver.dial(player.port);
  driver.secrets = secrets;
  const note = noting(folder);
  const plan = planOf(note);
  const noted = () => (existsSync(join(folder, 'notes')) ? readFileSync(join(folder, 'notes'), 'utf8') : '');
  await driver.load(plan, { leaseMs });
  await driver.perform('startup');
  // A spawn is not waited for: what it notes may come after the first note of Run.
  const notes = plan.startup?.filter((step) => 'command' in step && step.command.includes(note)) ?? [];
  await eventually(() => noted().split('\n').length > notes.length);
  await driver.start('run');
  await driver.permitReboot();
  await eventually(() => existsSync(join(folder, 'down')));
  const trialFolder = join(player.stateFolder, 'runs', driver.run.runId, 'case', 'trial-001');
  return {
    driver,
    stateFolder: player.stateFolder,
    trialFolder,
    noted,
    async terminate() {
      player.kill('SIGTERM');
      await player.ended;
    },
    async kill(what) {
      player.kill('SIGKILL');
      await player.ended;
      if (what === 'all') await killIn(folder);
    },
    change(record) {
      const path = join(trialFolder, 'reboot.json');
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...record }));
    },
    startAgain: () => playerHere({ stateFolder: player.stateFolder, rebootCommand: 'true' }),
    async [Symbol.asyncDispose]() {
      await driver[Symbol.asyncDispose]();
      await player[Symbol.asyncDispose]();
    },
  };
}

/** Everything that works in a folder: steps, guardians. */
async function killIn(folder: string): Promise<void> {
  await eventually(async () => {
    const found = living('cmdline', () => true).map(async ({ pid }) => {
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return place.startsWith(folder) ? [pid] : [];
    });
    const ours = (await Promise.all(found)).flat();
    for (const pid of ours) killIfAlive(pid);
    return ours.length === 0;
  });
}
