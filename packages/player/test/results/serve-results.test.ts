import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PHASES } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { runFolder } from '../../src/storage/trial-folder.ts';
import { Collected } from '../collected.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, heartbeat, step, steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the results of a trial', () => {
  it('are taken up after a cut where they were, with the right checksum of the whole', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const bytes = 3_000_000;
    await driver.load({ run: steps(`head -c ${bytes} /dev/urandom`, 'echo second') });
    await driver.start('run');
    while (driver.collected.output('run', 1).length === 0) await driver.collected.grown();
    await driver.cutResults();
    await driver.hear('steps-done');
    await driver.say({ kind: 'end-phase', phase: 'run' });
    await driver.hear('phase-finished');
    await driver.collect();
    await driver.hear('results-acknowledged');
    expect(driver.collected.ends.get('run/1/1/out/0')).toMatchObject({ bytes, failure: null });
    expect(driver.collected.output('run', 2).toString()).toBe('second\n');
    const numbers = driver.collected.journal().map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });

  it('come all together, however large one of them is', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const bytes = 60_000_000;
    const large = step(1, 'step', `head -c ${bytes} /dev/zero`);
    const others = Array.from({ length: 20 }, (_, at) => step(at + 2, 'step', `echo ${at}`));
    await driver.say(CLAIM);
    await driver.loadTrial({ run: [large, ...others] });
    await driver.start('run');
    await driver.hear('steps-done');
    await driver.collect({ after: () => pause(1) });
    while (driver.collected.output('run', 21).length === 0) await driver.collected.grown();
    expect(driver.collected.output('run', 1).length).toBeLessThan(bytes / 2);
    await driver.end('run');
  });

  it('are not said to be held before they are acknowledged', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    await driver.loadTrial({ run: steps('echo hello') });
    await driver.collect({ acknowledge: false });
    await driver.start('run');
    await driver.hear('steps-done');
    await driver.say({ kind: 'end-phase', phase: 'run' });
    await driver.hear('phase-finished');
    await driver.say(heartbeat());
    const { pendingBytes } = await driver.hear('heartbeat-reply');
    expect(pendingBytes).toBeGreaterThan('hello\n'.length);
    expect(driver.alreadyHeard('results-acknowledged')).toBe(false);
    await driver.cutResults();
    await driver.collect();
    await driver.hear('results-acknowledged');
    await driver.say(heartbeat(2));
    expect((await driver.hear('heartbeat-reply')).pendingBytes).toBe(0);
  });

  it('are held back during Run where they would disturb it', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await using folder = await temporaryFolder();
    const go = join(folder.path, 'go');
    await driver.load({ run: steps('echo quiet', `until [ -e ${go} ]; do sleep 0.02; done`) }, { live: false });
    await driver.journaled(({ kind }) => kind === 'trial-loaded');
    await driver.start('run');
    for (let sequence = 1; ; sequence += 1) {
      await driver.say(heartbeat(sequence));
      if ((await driver.hear('heartbeat-reply')).stepIndex === 2) break;
    }
    expect(driver.collected.journal().map(({ kind }) => kind)).toEqual(['trial-loaded']);
    await writeFile(go, '');
    await driver.hear('steps-done');
    await driver.end('run');
    expect(driver.collected.output('run', 1).toString()).toBe('quiet\n');
  });

  it('wait for a trial that is not loaded yet, and are refused to another run', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    await driver.hear('player-claimed');
    await driver.collect();
    await driver.loadTrial({});
    await driver.journaled(({ kind }) => kind === 'trial-loaded');
    await using stranger = await Driver.dial(player.port);
    await stranger.collect();
    await expect(stranger.collectedAll()).rejects.toMatchObject({ code: 'fenced' });
  });

  it('that are held elsewhere are not kept in memory, and come all the same to who asks for them again', async () => {
    await using folder = await temporaryFolder();
    const stateFolder = join(folder.path, 'state');
    await using player = await playerHere({ stateFolder });
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('echo hello') });
    for (const phase of PHASES) await driver.perform(phase);
    await driver.close();
    await driver.collectedAll();
    await driver.cutResults();
    for (const _time of ['once', 'twice']) {
      await using connection = await driver.follow({ positions: [] });
      const collected = new Collected();
      for await (const frame of connection.frames) {
        if (frame.kind === 'trial-end') break;
        collected.take(frame);
      }
      expect(collected.output('run', 1).toString()).toBe('hello\n');
      expect(collected.journal()).toEqual(driver.collected.journal());
    }
    await driver.say({ kind: 'release-player' });
    await driver.hear('player-released');
    await expect.poll(() => existsSync(runFolder(stateFolder, driver.run.runId))).toBe(false);
  });

  it('are gone from the player when the run is released, and kept when they were not collected', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.performAll({ run: steps('echo hello') });
    await using careless = await Driver.dial(player.port);
    await careless.say(CLAIM);
    await careless.loadTrial({ run: steps('echo hello') });
    await careless.close();
    await careless.say({ kind: 'release-player' });
    await careless.hear('player-released');
    await expect.poll(() => player.log.join('\n')).toContain('not all was collected');
    expect(player.log.join('\n')).not.toContain(driver.run.runId);
  });
});
