import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, step } from '../session/trial-fixture.ts';
import { type RebootingHost, rebootingHost } from './rebooted-host.ts';

const ANOTHER_BOOT = { bootId: 'the boot before' };

/** Notes in every phase; the host is rebooted between two steps of Run. */
const NOTES = (seconds: number) => (note: string) => ({
  startup: [step(1, 'step', note), step(2, 'spawn', `${note}; sleep 1000`)],
  run: [
    step(1, 'step', `${note}; echo before`),
    step(2, 'reboot', String(seconds)),
    step(3, 'step', `${note}; echo after`),
  ],
  reset: [step(1, 'step', note)],
});

function ends({ driver }: RebootingHost, phase: string) {
  return driver.collected
    .journal()
    .flatMap((one) => (one.kind === 'step-ended' && one.step.phase === phase ? [one.outcome] : []));
}

/** Reset ran once, and alone: neither a step of Run after the reboot nor a second Reset. */
const PAID = 'step1 0\nspawn2 0\nstep1 0\nstep1 0\n';

async function collect(host: RebootingHost, port: number): Promise<void> {
  const { driver } = host;
  driver.address = { ...driver.address, port };
  await driver.collect();
  await driver.collectedAll();
}

describe('a host that was rebooted by a step', () => {
  it('is back in time: the list goes on behind it when the conductor says so, and each step runs once', async () => {
    await using host = await rebootingHost(NOTES(600));
    const { driver } = host;
    await host.terminate();
    await host.kill('all');
    host.change(ANOTHER_BOOT);
    await using next = await host.startAgain();
    await driver.redial(next.port);
    const { tookMs } = await driver.hear('host-returned');
    expect(tookMs).toBeLessThan(600_000);
    expect(host.noted()).toBe('step1 0\nspawn2 0\nstep1 0\n');
    await driver.say({ kind: 'resume-trial', secrets: [] });
    await driver.collect();
    expect((await driver.hear('steps-done')).failedCount).toBe(0);
    await driver.end('run');
    await driver.perform('reset');
    expect(await driver.close()).toBe('paid');
    await driver.collectedAll();
    expect(host.noted()).toBe('step1 0\nspawn2 0\nstep1 0\nstep3 1\nstep1 1\n');
    const journal = driver.collected.journal();
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, at) => at + 1));
    expect(ends(host, 'run')).toMatchObject([{ code: 0 }, { kind: 'rebooted' }, { code: 0 }]);
    expect(ends(host, 'startup')).toMatchObject([{ code: 0 }, { kind: 'lifetime-over', exit: { kind: 'lost' } }]);
    expect(driver.collected.output('run', 1).toString()).toBe('before\n');
    expect(driver.collected.output('run', 3).toString()).toBe('after\n');
    expect(existsSync(join(host.trialFolder, 'reboot.json'))).toBe(false);
  });

  it('is back, and its player with it, but it was not rebooted: the step has failed, and Reset is paid', async () => {
    await using host = await rebootingHost(NOTES(600));
    await host.kill('player');
    await using next = await host.startAgain();
    expect(host.noted()).toBe(PAID);
    await collect(host, next.port);
    const reason = 'the player was started again, and its host had not been rebooted';
    expect(ends(host, 'run')).toMatchObject([{ code: 0 }, { kind: 'reboot-failed', reason }]);
  });

  it('is back too late: Reset is paid before the player listens', async () => {
    await using host = await rebootingHost(NOTES(60));
    await host.kill('all');
    host.change({ ...ANOTHER_BOOT, began: new Date(Date.now() - 61_000).toISOString() });
    await using next = await host.startAgain();
    expect(host.noted()).toBe(PAID);
    await collect(host, next.port);
    expect(ends(host, 'run')).toMatchObject([
      { code: 0 },
      { kind: 'reboot-failed', reason: expect.stringMatching(/back after 6\d\.\d s, and 60 s are allowed/) },
    ]);
  });

  it('is back, and its conductor is not: it resets when the lease is over, with the secrets that Reset needs', async () => {
    const secret = new Secret('KEY', 'hush-hush');
    await using host = await rebootingHost(
      (note) => ({
        ...NOTES(600)(note),
        reset: [step(1, 'step', `${note}; test "$CONDUCTOR_SECRET_KEY" = hush-hush && ${note}`)],
      }),
      { secrets: [secret], leaseMs: 8_000 },
    );
    await host.kill('all');
    host.change(ANOTHER_BOOT);
    await using next = await host.startAgain();
    await eventually(() => next.log.some((text) => text.includes('is closed; Reset: paid')));
    expect(host.noted()).toBe('step1 0\nspawn2 0\nstep1 0\nstep1 1\nstep1 1\n');
  });

  it('gets its secrets again with the word to go on, and masks what was printed before as well', async () => {
    const secret = new Secret('KEY', 'hush-hush');
    const print = 'echo "it is $CONDUCTOR_SECRET_KEY"';
    await using host = await rebootingHost(
      () => ({ run: [step(1, 'step', print), step(2, 'reboot', '600'), step(3, 'step', print)] }),
      { secrets: [secret] },
    );
    const { driver } = host;
    await host.kill('all');
    host.change(ANOTHER_BOOT);
    await using next = await host.startAgain();
    await driver.redial(next.port);
    await driver.hear('host-returned');
    await driver.say({ kind: 'resume-trial', secrets: [secret] });
    await driver.collect();
    expect((await driver.hear('steps-done')).failedCount).toBe(0);
    await driver.end('run');
    await driver.close();
    await driver.collectedAll();
    const outputs = [1, 3].map((index) => driver.collected.output('run', index).toString());
    expect(outputs).toEqual(['it is *********\n', 'it is *********\n']);
  });

  it('may be killed while its next life begins: the one after that takes the trial up once more', async () => {
    await using host = await rebootingHost(NOTES(600));
    await host.kill('all');
    host.change(ANOTHER_BOOT);
    // A port that is taken: everything was made ready by then, and nobody listens.
    await using other = await playerHere();
    await expect(playerHere({ stateFolder: host.stateFolder, port: other.port })).rejects.toThrow(/EADDRINUSE|in use/);
    await using next = await host.startAgain();
    await host.driver.redial(next.port);
    await host.driver.hear('host-returned');
    await host.driver.say({ kind: 'resume-trial', secrets: [] });
    expect((await host.driver.hear('steps-done')).failedCount).toBe(0);
    expect(host.noted()).toBe('step1 0\nspawn2 0\nstep1 0\nstep3 1\n');
  });
});

describe('a host that does not go down', () => {
  it('has failed at the limit of its step, and its player goes on when its conductor comes again', async () => {
    await using host = await rebootingHost(NOTES(1));
    const { driver } = host;
    await eventually(async () => {
      await driver.hangUp();
      return driver.redial().then(
        () => true,
        () => false,
      );
    });
    expect((await driver.hear('steps-done')).failedCount).toBe(1);
    await driver.end('run');
    const reason = '"echo down >>down" did not bring this host down within 1 s';
    expect(ends(host, 'run')).toMatchObject([{ code: 0 }, { kind: 'reboot-failed', reason }, { code: 0 }]);
    expect(existsSync(join(host.trialFolder, 'reboot.json'))).toBe(false);
  });

  it('and loses its player is reset by the guardian, as soon as the limit of the step is over', async () => {
    await using host = await rebootingHost(NOTES(1));
    await host.kill('player');
    await eventually(() => host.noted() === PAID);
  });
});

describe('a player whose owner has not said that tests may reboot its host', () => {
  it('loads no test that would', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    await driver.hear('player-claimed');
    const refused = driver.loadTrial({ run: [step(1, 'reboot', '600')] });
    await expect(refused).rejects.toThrow();
    expect(driver.alreadyHeard('refused')).toBe(true);
  });
});
