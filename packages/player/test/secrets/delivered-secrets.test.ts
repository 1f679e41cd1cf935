import { existsSync, readdirSync, statSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { killIfAlive, living } from '../guardian/support/processes.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { type PlayerProcess, startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CANARY = 'cänary "7f3a"';
const MASKED = '*'.repeat(Buffer.byteLength(CANARY));
const SECRETS = [new Secret('CANARY', CANARY), new Secret('OTHER', 'another-secret')];
const ECHO = 'printf "%s|" "$CONDUCTOR_SECRET_CANARY"';

async function dial(port: number, before?: Driver): Promise<Driver> {
  const driver = await Driver.dial(port, before);
  driver.secrets = SECRETS;
  return driver;
}

describe('a secret that was delivered with a trial', () => {
  it('is in the environment of the steps that use it, and of no other', async () => {
    await using folder = await temporaryFolder();
    await using player = await playerHere();
    await using driver = await dial(player.port);
    const note = (name: string) => `env | grep -c ^CONDUCTOR_SECRET_ >${join(folder.path, name)}`;
    const keep = `printf %s "$CONDUCTOR_SECRET_CANARY" >${join(folder.path, 'value')}`;
    await driver.load({ run: steps(note('none'), `${note('one')}; ${keep}`) });
    await driver.perform('run');
    expect(await readFile(join(folder.path, 'none'), 'utf8')).toBe('0\n');
    expect(await readFile(join(folder.path, 'one'), 'utf8')).toBe('1\n');
    expect(await readFile(join(folder.path, 'value'), 'utf8')).toBe(CANARY);
  });

  it('is masked in what any step prints, and in the names of files that are found', async () => {
    await using folder = await temporaryFolder();
    await using player = await playerHere();
    await using driver = await dial(player.port);
    const file = join(folder.path, 'noted');
    await driver.load({
      run: steps(
        `${ECHO}; ${ECHO} >&2; printf %s "$CONDUCTOR_SECRET_CANARY" | tee ${file} | base64`,
        `cat ${file}; printf . >"${folder.path}/$(cat ${file}).log"`,
      ),
      collect: [step(1, 'fetch', `${folder.path}/*.log`)],
    });
    await driver.perform('run');
    await driver.perform('collect');
    const { collected } = driver;
    const encoded = Buffer.from(CANARY).toString('base64');
    const padding = encoded.length - encoded.replaceAll('=', '').length;
    expect(collected.output('run', 1).toString()).toBe(
      `${MASKED}|${'*'.repeat(encoded.length - padding)}${'='.repeat(padding)}\n`,
    );
    expect(collected.output('run', 1, 'err').toString()).toBe(`${MASKED}|`);
    expect(collected.output('run', 2).toString()).toBe(MASKED);
    const found = collected.journal().find(({ kind }) => kind === 'file-found');
    expect(found).toMatchObject({ path: `${folder.path}/${MASKED}.log` });
    expect(JSON.stringify(collected.journal())).not.toContain('7f3a');
  });

  it('is served when it is seen to be one, in pieces that come late, and what only begins like it is served at the end', async () => {
    await using folder = await temporaryFolder();
    const go = join(folder.path, 'go');
    await using player = await playerHere();
    await using driver = await dial(player.port);
    const [first, second] = [CANARY.slice(0, 5), CANARY.slice(5)];
    const waits = `until [ -e ${go} ]; do sleep 0.02; done`;
    await driver.load({
      run: steps(
        `printf 'a%s' '${first}'; ${waits}; printf '%s b %s' '${second}' '${first}'; : $CONDUCTOR_SECRET_CANARY`,
      ),
    });
    await driver.start('run');
    while (driver.collected.output('run', 1).length === 0) await driver.collected.grown();
    expect(driver.collected.output('run', 1).toString()).toBe('a');
    await writeFile(go, '');
    await driver.hear('steps-done');
    await driver.end('run');
    expect(driver.collected.output('run', 1).toString()).toBe(`a${MASKED} b ${first}`);
  });

  it('that a step needs and that did not come keeps the step from starting', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps(ECHO) });
    await driver.perform('run');
    expect(driver.collected.outcomes('run')).toEqual([
      { kind: 'not-started', reason: expect.stringContaining('its secret CANARY was not delivered') },
    ]);
  });
});

/** Files of the runs of a player with a text in them, by their names below the trial; what vanishes meanwhile has none. */
async function filesWith(stateFolder: string, text: string): Promise<string[]> {
  const runs = join(stateFolder, 'runs');
  const entries = await readdir(runs, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
  return paths.filter((_, at) => texts[at]?.includes(text)).map((path) => path.slice(path.indexOf('trial-001/') + 10));
}

/** A trial whose Reset uses a secret and notes that it got it, stopped in the middle of Run. */
async function inRun(player: PlayerProcess, folder: string): Promise<Driver> {
  const driver = await dial(player.port);
  await driver.load({
    startup: steps('true'),
    run: steps(`echo begun; echo "$CONDUCTOR_SECRET_OTHER"; until [ -e ${folder}/go ]; do sleep 0.02; done`),
    reset: steps(`printf %s "$CONDUCTOR_SECRET_CANARY" | tee -a ${folder}/trace`),
  });
  expect(await filesWith(player.stateFolder, '7f3a')).toEqual([]);
  await driver.perform('startup');
  await driver.start('run');
  while (driver.collected.output('run', 1).length === 0) await driver.collected.grown();
  return driver;
}

describe('a secret that Reset uses', () => {
  it('lies in a file of this user alone while Reset is owed, and goes when it is paid', async () => {
    await using folder = await temporaryFolder();
    await using player = await startPlayerProcess();
    await using driver = await inRun(player, folder.path);
    const trial = join(player.stateFolder, 'runs', driver.run.runId, 'case', 'trial-001');
    const file = join(trial, 'guardian/1.secrets');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await filesWith(player.stateFolder, '7f3a')).toEqual(['guardian/1.secrets']);
    await writeFile(join(folder.path, 'go'), '');
    await driver.hear('steps-done');
    await driver.end('run');
    await driver.perform('reset');
    await driver.close();
    await eventually(() => !existsSync(file));
    expect(await readFile(join(folder.path, 'trace'), 'utf8')).toBe(CANARY);
    expect(await filesWith(player.stateFolder, '7f3a')).toEqual(['reset/01.out']);
    await driver.collectedAll();
    await driver.say({ kind: 'release-player' });
    await driver.hear('player-released');
    await eventually(async () => (await filesWith(player.stateFolder, '7f3a')).length === 0);
  });

  it('reaches the guardian of a killed player, which removes it when Reset is paid', async () => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, 'trace');
    await using player = await startPlayerProcess();
    await using driver = await inRun(player, folder.path);
    const file = join(player.stateFolder, 'runs', driver.run.runId, 'case/trial-001/guardian/1.secrets');
    player.kill('SIGKILL');
    await player.ended;
    await eventually(() => !existsSync(file));
    expect(await readFile(trace, 'utf8')).toBe(CANARY);
  });

  it('outlives player and guardian, until the next player has paid; what they left unmasked is kept from collectors', async () => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, 'trace');
    await using player = await startPlayerProcess();
    await using driver = await inRun(player, folder.path);
    const trial = join(player.stateFolder, 'runs', driver.run.runId, 'case/trial-001');
    // It would be replaced: both must be dead before that.
    process.kill(player.pid, 'SIGSTOP');
    for (const { pid } of living('cmdline', (command) => command.includes('./guardian\0'))) {
      if (isGuardianOf(trial, pid)) killIfAlive(pid);
    }
    player.kill('SIGKILL');
    await player.ended;
    expect(existsSync(join(trial, 'guardian/1.secrets'))).toBe(true);
    await using next = await playerHere({ stateFolder: player.stateFolder });
    expect(await readFile(trace, 'utf8')).toBe(CANARY);
    expect(existsSync(join(trial, 'guardian/1.secrets'))).toBe(false);
    await using later = await Driver.dial(next.port, driver);
    await later.collect();
    await later.collectedAll();
    expect(later.collected.output('reset', 1).toString()).toBe('');
    expect(later.collected.ends.get('reset/1/1/out/0')).toMatchObject({
      failure: expect.stringContaining('has forgotten the secrets of the trial'),
    });
    expect(later.collected.output('run', 1).toString()).toMatch(/^begun\n\*{13,14}\n?$/);
  });
});

function isGuardianOf(trialFolder: string, pid: number): boolean {
  const names = readdirSync(join(trialFolder, 'guardian')).filter((name) => name.startsWith('alive.'));
  return living('cmdline', (command) => names.some((name) => command.endsWith(`\0${name.slice(6)}\0`))).some(
    (found) => found.pid === pid,
  );
}
