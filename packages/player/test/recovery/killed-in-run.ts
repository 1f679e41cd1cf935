import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { killIfAlive, living, sleeper, sleeping } from '../guardian/support/processes.ts';
import { steps } from '../session/trial-fixture.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What a trial leaves when its player is killed in the middle of Run. */
export interface Killed extends AsyncDisposable {
  readonly stateFolder: string;
  readonly driver: Driver;
  readonly trialFolder: string;
  /** How many processes of the step that ran are alive. */
  leftRunning(): number;
  /** What each step of Reset noted when it ran. */
  traced(): Promise<readonly string[]>;
  /** Lets steps of Reset go on that wait for it. */
  letGo(): Promise<void>;
}

/** How the player dies. */
export interface KillOptions {
  /** Its guardian is killed before it. */
  readonly guardianToo?: boolean;
  /** Steps of Reset wait until they are let go. Default: false. */
  readonly resetWaits?: boolean;
}

/** Resolves when the player is dead; its guardian may be at work. */
export async function killedInRun({ guardianToo = false, resetWaits = false }: KillOptions = {}): Promise<Killed> {
  const folder = await temporaryFolder();
  const trace = join(folder.path, 'trace');
  const player = await startPlayerProcess(['--verbose']);
  const driver = await Driver.dial(player.port);
  const running = sleeper();
  const go = join(folder.path, 'go');
  const wait = resetWaits ? `until [ -e ${go} ]; do sleep 0.02; done` : ':';
  const note = `echo "$CONDUCTOR_STEP" >>${trace}; ${wait}; echo "$CONDUCTOR_STEP is over"`;
  await driver.load({
    startup: steps('echo up'),
    run: steps(`echo measured; sleep ${running}`, 'echo never'),
    reset: steps(note, note),
  });
  await driver.perform('startup');
  await driver.start('run');
  await eventually(() => sleeping(running) === 1);
  const trialFolder = join(player.stateFolder, 'runs', driver.run.runId, 'case', 'trial-001');
  if (guardianToo) {
    // It would be replaced: both must be dead before that.
    process.kill(player.pid, 'SIGSTOP');
    for (const pid of guardians(trialFolder)) killIfAlive(pid);
  }
  player.kill('SIGKILL');
  await player.ended;
  return {
    stateFolder: player.stateFolder,
    driver,
    trialFolder,
    leftRunning: () => sleeping(running),
    traced: async () => (existsSync(trace) ? (await readFile(trace, 'utf8')).trimEnd().split('\n') : []),
    letGo: () => writeFile(go, ''),
    async [Symbol.asyncDispose]() {
      await driver[Symbol.asyncDispose]();
      await player[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function guardians(trialFolder: string): readonly number[] {
  const names = readdirSync(join(trialFolder, 'guardian')).filter((name) => name.startsWith('alive.'));
  const isOurs = (command: string) => names.some((name) => command.endsWith(`\0${name.slice('alive.'.length)}\0`));
  return living('cmdline', isOurs).map(({ pid }) => pid);
}
