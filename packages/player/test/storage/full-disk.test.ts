import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { PHASES, type Phase } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { auditFolder, segmentFile, segmentNumbers } from '../../src/audit/audit-folder.ts';
import { readSegment } from '../../src/audit/audit-segment.ts';
import { verifyAudit } from '../../src/audit/verify-audit.ts';
import { guardianOutput, guardianState } from '../../src/guardian/index.ts';
import { DEFAULT_HOST_LIMITS } from '../../src/host-limits.ts';
import { reserveFile } from '../../src/storage/reserve.ts';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { smallDisk } from '../guardian/support/small-disk.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, POLICIES, phases, steps } from '../session/trial-fixture.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const RESERVE_BYTES = 2 ** 20;
const LIMITS = { ...DEFAULT_HOST_LIMITS, reserveBytes: RESERVE_BYTES };
/** A journal goes on until its last block is full: so many steps that it must run into the end of the disk. */
const MANY = 60;

describe('a disk that a step fills', () => {
  it.for<Phase>(['startup', 'run', 'collect'])(
    'in %s stops the trial, and Reset runs with all that it prints',
    async (phase, context) => {
      await using disk = await smallDisk(context, 'size=8m');
      await using elsewhere = await temporaryFolder();
      const trace = join(elsewhere.path, 'trace');
      await using player = await playerHere({ stateFolder: join(disk.path, 'state'), limits: LIMITS });
      await using driver = await Driver.dial(player.port);
      const filling = ['head -c 20000000 /dev/zero', ...Array.from({ length: MANY }, () => `echo ran >>${trace}`)];
      await driver.load({ [phase]: steps(...filling), reset: steps('echo kept') });
      for (const each of [...PHASES.slice(0, PHASES.indexOf(phase) + 1), 'reset'] as const) await driver.perform(each);
      expect(await driver.close()).toBe('paid');
      await driver.collectedAll();

      const { collected } = driver;
      expect(collected.output('reset', 1).toString()).toBe('kept\n');
      const journal = collected.journal();
      expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, at) => at + 1));
      expect(journal).toContainEqual(
        expect.objectContaining({ kind: 'trial-stopped', reason: expect.stringContaining('ENOSPC') }),
      );
      expect(collected.outcomes(phase)[0]).toEqual({ kind: 'exited', code: 1 });
      // One may have been forked, with its files, before the disk was full.
      expect(readIfThere(trace).length).toBeLessThan(3);
      expect(player.log.join('\n')).toContain('the room that was kept for Reset is given to it');

      const folder = auditFolder(join(disk.path, 'state'));
      const audited = segmentNumbers(folder).flatMap((number) => readSegment(segmentFile(folder, number)).records);
      const ofReset = audited.filter(
        (record) => record.kind.startsWith('step-') && 'step' in record && record.step.phase === 'reset',
      );
      expect(ofReset.map(({ kind }) => kind)).toEqual(['step-armed', 'step-ended']);
      expect(verifyAudit(folder).fault).toBeNull();

      await driver.say({ kind: 'release-player' });
      await driver.hear('player-released');
      const whole = () => statSync(reserveFile(join(disk.path, 'state')), { throwIfNoEntry: false })?.size;
      await expect.poll(whole).toBe(RESERVE_BYTES);
    },
  );
});

describe('a disk that is full before Reset', () => {
  it('leaves Reset its room until it begins: the first command of it is not held ahead', async (context) => {
    await using disk = await smallDisk(context, 'size=8m');
    const stateFolder = join(disk.path, 'state');
    await using player = await playerHere({ stateFolder, limits: LIMITS });
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps('echo kept') });
    await driver.perform('startup');
    await driver.perform('run');
    await disk.fill();
    await driver.perform('collect');
    expect(existsSync(reserveFile(stateFolder))).toBe(true);
    await driver.perform('reset');
    expect(await driver.close()).toBe('paid');
    await driver.collectedAll();
    expect(existsSync(reserveFile(stateFolder))).toBe(false);
    expect(driver.collected.output('reset', 1).toString()).toBe('kept\n');
  });
});

describe('a disk that is full when a trial is loaded', () => {
  // In pages of such a disk: its folder cannot be written whole; it can, and its journal cannot be begun.
  it.for([0, 1])('refuses it, and nothing of it stays there or open: %i pages are left', async (pages, context) => {
    await using disk = await smallDisk(context, 'size=8m');
    const stateFolder = join(disk.path, 'state');
    await using player = await playerHere({ stateFolder, limits: LIMITS });
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    await driver.hear('player-claimed');
    await truncate(await disk.fill(), statSync(join(disk.path, 'filler')).size - pages * 4096);
    await driver.say({ kind: 'load-trial', trial: driver.trial, policies: POLICIES, phases: phases({}), secrets: [] });
    expect((await driver.hear('refused')).message).toContain('ENOSPC');
    const left = readdirSync(join(stateFolder, 'runs'), { recursive: true }).filter((name) => name.includes('trial-'));
    expect(left).toEqual([]);
    expect(openFiles().filter((path) => path.includes(driver.run.runId))).toEqual([]);
  });
});

describe('a player that is killed on a full disk', () => {
  it('has a guardian that makes room for Reset', async (context) => {
    await using disk = await smallDisk(context, 'size=8m');
    const stateFolder = join(disk.path, 'state');
    await using player = await startPlayerProcess(['--state-dir', stateFolder], { PLAYER_RESERVE: '1 MiB' });
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps('echo kept') });
    await driver.perform('startup');
    await disk.fill();
    expect(existsSync(reserveFile(stateFolder))).toBe(true);
    player.kill('SIGKILL');
    await player.ended;
    const trial = join(stateFolder, 'runs', driver.run.runId, 'case', 'trial-001');
    await eventually(async () => (await guardianState(trial)).kind === 'paid');
    expect(readFileSync(guardianOutput(trial, 1, 'out'), 'utf8')).toBe('kept\n');
    expect(existsSync(reserveFile(stateFolder))).toBe(false);
  });
});

function readIfThere(path: string): readonly string[] {
  return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
}

/** What this process has open, as /proc names it. */
function openFiles(): readonly string[] {
  const folder = '/proc/self/fd';
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(join(folder, name))];
    } catch {
      // That of the reading itself, or one that was closed meanwhile.
      return [];
    }
  });
}
