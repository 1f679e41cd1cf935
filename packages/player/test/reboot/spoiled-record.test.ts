import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { step } from '../session/trial-fixture.ts';
import { rebootingHost } from './rebooted-host.ts';

const ANOTHER_BOOT = { bootId: 'the boot before' };
const NOTES = (note: string) => ({
  startup: [step(1, 'step', note)],
  run: [step(1, 'reboot', '600'), step(2, 'step', note)],
  reset: [step(1, 'step', note)],
});
/** Startup, and Reset once. */
const PAID = 'step1 0\nstep1 0\n';

describe('what was noted of a reboot is not as it was written', () => {
  it.each([
    ['empty', ''],
    ['null', 'null'],
    ['without most', '{"limitMs":600000,"bootId":"the boot before"}'],
  ])('%s: Reset is paid at once, before the player listens', async (_, text) => {
    await using host = await rebootingHost(NOTES);
    await host.kill('all');
    await writeFile(join(host.trialFolder, 'reboot.json'), text);
    await using next = await host.startAgain();
    expect(host.noted()).toBe(PAID);
    expect(next.log.filter((one) => one.includes('cannot be brought to its end'))).toEqual([]);
  });

  it.each([
    ['began', { began: 'noon' }],
    ['step', { step: { phase: 'run' } }],
    ['who', { who: 7 }],
    ['since', { since: 'noon' }],
    ['saidCount', { saidCount: 'many' }],
    ['reboots', { reboots: null }],
    ['brokenSyncs', { brokenSyncs: { a: 1 } }],
  ])('%s is of another kind: Reset is paid at once', async (_, spoiled) => {
    await using host = await rebootingHost(NOTES);
    await host.kill('all');
    host.change({ ...ANOTHER_BOOT, ...spoiled });
    await using next = await host.startAgain();
    expect(host.noted()).toBe(PAID);
    expect(next.log.filter((one) => one.includes('cannot be brought to its end'))).toEqual([]);
  });

  it('a pipe, at whose other end nobody writes: Reset is paid at once', async () => {
    await using host = await rebootingHost(NOTES);
    await host.kill('all');
    await rm(join(host.trialFolder, 'reboot.json'));
    await execa('mkfifo', [join(host.trialFolder, 'reboot.json')]);
    await using next = await host.startAgain();
    expect(host.noted()).toBe(PAID);
    expect(next.log.filter((one) => one.includes('cannot be brought to its end'))).toEqual([]);
  });

  it('gone, and its guardian lives and waits: Reset is paid at once', async () => {
    await using host = await rebootingHost(NOTES);
    await host.kill('player');
    await rm(join(host.trialFolder, 'reboot.json'));
    await using next = await host.startAgain();
    expect(host.noted()).toBe(PAID);
    expect(next.log.filter((one) => one.includes('killed; another one pays'))).toEqual([]);
  });
});
