import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { hostTable } from '../../src/containment/choose-containment.ts';
import { markSequence } from '../../src/containment/mark.ts';
import { sweepContainment } from '../../src/containment/sweep.ts';
import { guardianState } from '../../src/guardian/index.ts';
import { readSegment } from '../../src/journal/read-segment.ts';
import { recover } from '../../src/recovery/recover.ts';
import { SENTINEL_BYTES } from '../../src/spool/output-file.ts';
import { TrialFolder } from '../../src/storage/trial-folder.ts';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NEVER = new AbortController().signal;

/** A player that ends at once while a step of Run runs; resolves when its guardian has paid. */
async function cutOff(stateFolder: string, drive: (driver: Driver) => Promise<void>) {
  const player = await playerHere({ stateFolder });
  const driver = await Driver.dial(player.port);
  await drive(driver);
  await player.endAtOnce();
  const folder = new TrialFolder(join(stateFolder, 'runs', driver.run.runId, 'case', 'trial-001'));
  await eventually(async () => (await guardianState(folder.path)).kind === 'paid');
  return { driver, folder };
}

async function measure(driver: Driver): Promise<void> {
  await driver.load({ startup: steps('true'), run: steps('echo measured; sleep 100'), reset: steps('true') });
  await driver.perform('startup');
  await driver.start('run');
  await eventually(() => driver.collected.output('run', 1).length > 0);
}

async function collectFrom(port: number, before: Driver): Promise<Driver> {
  const driver = await Driver.dial(port, before);
  await driver.collect();
  await driver.collectedAll();
  return driver;
}

describe('what an earlier life left', () => {
  it('was cut off by the host, when that was started anew since', async () => {
    await using folder = await temporaryFolder();
    const { driver, folder: trial } = await cutOff(folder.path, measure);
    await using _driver = driver;
    const containment = sweepContainment(hostTable(), markSequence());
    const ground = {
      containment,
      environment: {},
      become: [],
      reserveFile: null,
      clock: systemClock,
      audit: { note: () => undefined, flush: async () => undefined, ensure: async () => undefined },
      user: 'nobody',
      onLog: () => undefined,
    };
    const { earlier } = await recover(folder.path, { ...ground, bootId: 'another boot' }, NEVER);
    expect(earlier).toMatchObject([{ run: driver.run, reset: 'paid', isOwed: false, isCollected: false }]);
    const outcomes = readSegment(trial.segment(2)).records.flatMap((one) =>
      one.kind === 'step-ended' && one.step.phase === 'run' ? [one.outcome] : [],
    );
    expect(outcomes).toEqual([{ kind: 'unknown', reason: 'this host was started anew while it ran' }]);
  });

  it('is told to whoever greets the player', async () => {
    await using folder = await temporaryFolder();
    const { driver } = await cutOff(folder.path, measure);
    await using _driver = driver;
    await using next = await playerHere({ stateFolder: folder.path });
    await using again = await Driver.dial(next.port, driver);
    const { kept } = again.control.condition;
    expect(kept).toMatchObject([{ runId: driver.run.runId, reset: 'paid', isOwed: false }]);
    expect(kept[0]?.pendingBytes).toBeGreaterThan(0);
  });

  it('and a power cut shortened, stands as the collector has it', async () => {
    await using folder = await temporaryFolder();
    const { driver, folder: trial } = await cutOff(folder.path, measure);
    await using _driver = driver;
    truncateSync(join(trial.path, 'run', '01.out'), SENTINEL_BYTES + 3);
    await using next = await playerHere({ stateFolder: folder.path });
    await using again = await collectFrom(next.port, driver);
    expect(again.collected.output('run', 1).toString()).toBe('measured\n');
    expect(again.collected.ends.get('run/1/1/out/0')?.failure).toContain('has lost the last 6 bytes');
  });

  it('has lost the files that had not come home, and says that they may still lie there', async () => {
    await using folder = await temporaryFolder();
    const { driver } = await cutOff(folder.path, async (first) => {
      await first.load({ startup: steps('true'), collect: [step(1, 'fetch', '/etc/hostname')], reset: steps('true') });
      await first.perform('startup');
      await first.cutResults();
      await first.collect({ acknowledge: false });
      await first.start('collect');
      await first.journaled(({ kind }) => kind === 'file-found');
    });
    await using _driver = driver;
    await using next = await playerHere({ stateFolder: folder.path });
    await using again = await collectFrom(next.port, driver);
    expect(again.collected.ends.get('collect/1/1/file/1')?.failure).toBe(
      'the player was killed before that was sent; it may still be there, on its host',
    );
    expect(again.collected.outcomes('collect')).toEqual([
      { kind: 'unknown', reason: 'the player was killed while it ran' },
    ]);
  });
});
