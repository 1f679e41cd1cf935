import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalRecord } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { playerHere } from '../player-here.ts';
import { claimOf, step } from '../session/trial-fixture.ts';
import { runPlayer, startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { killedInRun } from './killed-in-run.ts';

/** Everything that the next player has of the run, on top of what is held. */
async function collectFrom(port: number, before: Driver): Promise<Driver> {
  const driver = await Driver.dial(port, before);
  await driver.collect();
  await driver.collectedAll();
  return driver;
}

function endOf(journal: readonly JournalRecord[], phase: string, index: number) {
  return journal.flatMap((one) =>
    one.kind === 'step-ended' && one.step.phase === phase && one.step.index === index ? [one.outcome] : [],
  );
}

function expectWhole(journal: readonly JournalRecord[]): void {
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, at) => at + 1));
  expect(journal.at(-1)).toMatchObject({ kind: 'trial-closed', reset: 'paid' });
  expect(endOf(journal, 'run', 1)).toEqual([{ kind: 'unknown', reason: 'the player was killed while it ran' }]);
  expect(endOf(journal, 'run', 2)).toEqual([]);
}

describe('a player that is started after one that was killed in Run', () => {
  it('waits for the guardian before it listens; then all that happened comes home', async () => {
    await using killed = await killedInRun({ resetWaits: true });
    const log: string[] = [];
    const onLog = (text: string) => log.push(text);
    const starting = playerHere({ stateFolder: killed.stateFolder, onLog });
    await eventually(() => log.some((text) => text.includes('its guardian is at work; waiting for it')));
    await killed.letGo();
    await using next = await starting;
    expect(await killed.traced()).toEqual(['step1', 'step2']);
    await using driver = await collectFrom(next.port, killed.driver);
    const { collected } = driver;
    expectWhole(collected.journal());
    expect(endOf(collected.journal(), 'reset', 2)).toEqual([{ kind: 'exited', code: 0 }]);
    expect(collected.output('run', 1).toString()).toBe('measured\n');
    expect(collected.output('reset', 1).toString()).toBe('step1 is over\n');
    expect(log).toContainEqual(expect.stringContaining('the player was killed in run'));
    expect(log).toContainEqual(expect.stringContaining('its Reset was paid'));
  });

  it('pays Reset itself when the guardian was killed too', async () => {
    await using killed = await killedInRun({ guardianToo: true });
    expect(await killed.traced()).toEqual([]);
    await using next = await playerHere({ stateFolder: killed.stateFolder });
    expect(await killed.traced()).toEqual(['step1', 'step2']);
    await using driver = await collectFrom(next.port, killed.driver);
    expectWhole(driver.collected.journal());
    expect(next.log).toContainEqual(expect.stringContaining('its guardian is dead too'));
  });

  it('has nothing to do when it is started once more, and serves the same', async () => {
    await using killed = await killedInRun();
    {
      await using _next = await playerHere({ stateFolder: killed.stateFolder });
    }
    await using third = await playerHere({ stateFolder: killed.stateFolder });
    expect(third.log).toEqual([]);
    await using driver = await collectFrom(third.port, killed.driver);
    expectWhole(driver.collected.journal());
    expect(await killed.traced()).toEqual(['step1', 'step2']);
  });

  it('removes the run when it is taken over and released, and not before everything is held', async () => {
    await using killed = await killedInRun();
    await using next = await playerHere({ stateFolder: killed.stateFolder });
    await using driver = await Driver.dial(next.port, killed.driver);
    await driver.say(claimOf({ kind: 'take-over-run' }));
    await driver.hear('player-claimed');
    await driver.collect();
    await driver.collectedAll();
    expect(existsSync(killed.trialFolder)).toBe(true);
    await driver.say({ kind: 'release-player' });
    await driver.hear('player-released');
    await eventually(() => !existsSync(killed.trialFolder));
  });

  it('is one, also when two are started at once: the other names it', async () => {
    await using killed = await killedInRun({ guardianToo: true, resetWaits: true });
    const both = ['1', '2'].map(() => runPlayer(['-b', '127.0.0.1', '-p', '0', '--state-dir', killed.stateFolder]));
    const first = await Promise.race(both);
    expect(first.exitCode).toBe(2);
    expect(first.stderr).toContain('the state folder is in use by the player with process number');
    await killed.letGo();
    await eventually(async () => (await killed.traced()).length === 2);
    for (const one of both) one.kill('SIGTERM');
    await Promise.all(both);
    expect(await killed.traced()).toEqual(['step1', 'step2']);
  });

  it('that is told to end while it waits leaves the guardian at work', async () => {
    await using killed = await killedInRun({ resetWaits: true });
    const next = runPlayer(['-b', '127.0.0.1', '-p', '0', '--state-dir', killed.stateFolder]);
    const waiting = Promise.withResolvers<void>();
    next.stderr.on('data', (text) => String(text).includes('waiting for it') && waiting.resolve());
    await waiting.promise;
    next.kill('SIGTERM');
    const { exitCode, stderr } = await next;
    expect(exitCode).toBe(4);
    expect(stderr).toContain('a guardian goes on with the Reset');
    await killed.letGo();
    await using third = await playerHere({ stateFolder: killed.stateFolder });
    expect(await killed.traced()).toEqual(['step1', 'step2']);
    await using driver = await collectFrom(third.port, killed.driver);
    expectWhole(driver.collected.journal());
  });
});

describe('a player that is started after one that was killed in Reset', () => {
  it('tells of both attempts, and has the outputs of both', async () => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, 'trace');
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    // Only the first time it takes long.
    const slow = `echo began; [ -e ${trace} ] || { echo >${trace}; sleep 30; }`;
    await driver.load({ startup: [step(1, 'step')], reset: [step(1, 'step', slow), step(2, 'step', 'echo over')] });
    await driver.perform('startup');
    await driver.start('reset');
    await eventually(() => existsSync(trace));
    player.kill('SIGKILL');
    await player.ended;
    await using next = await playerHere({ stateFolder: player.stateFolder });
    await using again = await collectFrom(next.port, driver);
    const ends = again.collected.journal().flatMap((one) => (one.kind === 'step-ended' ? [one] : []));
    const ofReset = ends.filter((one) => one.step.phase === 'reset');
    expect(ofReset.map(({ step: { index, attempt }, outcome }) => [index, attempt, outcome.kind])).toEqual([
      [1, 1, 'unknown'],
      [1, 2, 'exited'],
      [2, 2, 'exited'],
    ]);
    expect([1, 2].map((attempt) => again.collected.output('reset', 1, 'out', 0, attempt).toString())).toEqual([
      'began\n',
      'began\n',
    ]);
  });
});
