import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardianState } from '../../src/guardian/index.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from './support/eventually.ts';
import { killIfAlive, living, sleeper, sleeping } from './support/processes.ts';

/** Guardians of a trial are the processes that run its script. */
function guardians(trialFolder: string): readonly number[] {
  const alive = readdirSync(join(trialFolder, 'guardian')).find((name) => name.startsWith('alive.'));
  const name = alive?.slice('alive.'.length) ?? 'none';
  return living('cmdline', (command) => command.endsWith(`./guardian\0${name}\0`)).map(({ pid }) => pid);
}

function trialFolder(stateFolder: string, driver: Driver): string {
  return join(stateFolder, 'runs', driver.run.runId, 'case', 'trial-001');
}

describe('the guardian of a loaded trial', () => {
  it('kills what runs and pays Reset when the player is killed in the middle of a step', async () => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, 'trace');
    const [spawned, running] = [sleeper(), sleeper()];
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    await driver.load({
      startup: [step(1, 'spawn', `exec sleep ${spawned}`)],
      run: steps(`setsid sleep ${running} & sleep ${running}`),
      reset: steps(`echo "$CONDUCTOR_RUN $CONDUCTOR_STEP" >>${trace}`, `echo over >>${trace}; echo printed`),
    });
    await driver.perform('startup');
    await driver.start('run');
    await eventually(() => sleeping(running) === 2);
    player.kill('SIGKILL');
    await player.ended;
    const at = trialFolder(player.stateFolder, driver);
    await eventually(async () => (await guardianState(at)).kind === 'paid');
    expect(await readFile(trace, 'utf8')).toBe(`${driver.run.runId} step1\nover\n`);
    expect(sleeping(spawned) + sleeping(running)).toBe(0);
  });

  it('runs nothing when the player is killed before Startup', async () => {
    await using folder = await temporaryFolder();
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps(`echo ran >${join(folder.path, 'trace')}`) });
    player.kill('SIGKILL');
    await player.ended;
    const at = trialFolder(player.stateFolder, driver);
    await eventually(async () => (await guardianState(at)).kind === 'disarmed');
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is replaced when it is killed beside its player, and goes when Reset is paid', async () => {
    await using folder = await temporaryFolder();
    const stateFolder = join(folder.path, 'state');
    await using player = await playerHere({ stateFolder });
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps('true') });
    const at = trialFolder(stateFolder, driver);
    await driver.perform('startup');
    for (const pid of guardians(at)) killIfAlive(pid);
    await eventually(() => player.log.some((text) => /guardian of the trial .* has ended \(SIGKILL\)/.test(text)));
    // The one that was killed is dead: whoever is at work from here on has taken its place.
    await eventually(async () => (await guardianState(at)).kind === 'at-work');
    await driver.perform('reset');
    await driver.close();
    await eventually(async () => (await guardianState(at)).kind === 'disarmed');
    await eventually(() => guardians(at).length === 0);
  });

  it('is left with what is owed when the player is ended at once', async () => {
    await using folder = await temporaryFolder();
    const stateFolder = join(folder.path, 'state');
    const trace = join(folder.path, 'trace');
    const player = await playerHere({ stateFolder });
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps(`echo paid >>${trace}`) });
    await driver.perform('startup');
    await player.endAtOnce();
    const at = trialFolder(stateFolder, driver);
    await eventually(async () => (await guardianState(at)).kind === 'paid');
    expect(await readFile(trace, 'utf8')).toBe('paid\n');
  });
});
