import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sleeping, uniqueNumber } from '../containment/workbench.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, step, steps } from '../session/trial-fixture.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What a player may have in memory at most. */
const MOST_KB = 256_000;

describe('a player in a process of its own', () => {
  it('that is told to end in Run stops, runs Reset to its end, and exits 0', async () => {
    await using folder = await temporaryFolder();
    const [reset, go] = [join(folder.path, 'reset'), join(folder.path, 'go')];
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    const number = uniqueNumber();
    await driver.load({
      startup: [step(1, 'spawn', `exec sleep 1000.${number}`)],
      run: steps('sleep 100'),
      reset: steps(`until [ -e ${go} ]; do sleep 0.02; done`, `echo done >${reset}`),
    });
    await driver.perform('startup');
    await driver.start('run');
    player.kill('SIGTERM');
    await driver.journaled(({ kind }) => kind === 'trial-stopped');
    const said = player.said('already ending');
    player.kill('SIGINT');
    await said;
    await writeFile(go, '');
    const { exitCode, stderr } = await player.ended;
    expect(exitCode).toBe(0);
    expect(stderr).toContain('already ending');
    expect(await readFile(reset, 'utf8')).toBe('done\n');
    expect(await sleeping(number)).toEqual([]);
    expect(driver.collected.journal().at(-1)).toMatchObject({ kind: 'trial-closed', reset: 'paid' });
  });

  it('that a step kills leaves a journal that tells what had begun', async () => {
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('kill -KILL $PPID; sleep 0.2', 'echo never') });
    await driver.say({ kind: 'arm-phase', phase: 'run' });
    await driver.hear('phase-armed');
    await driver.say({ kind: 'start-phase', phase: 'run', at: null });
    await expect(driver.hear('steps-done')).rejects.toMatchObject({ code: 'lost' });
    await player.ended;
    const path = join(player.stateFolder, 'runs', driver.run.runId, 'case', 'trial-001', 'journal.ndjson');
    const lines = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ kind }) => kind)).toEqual(['trial-loaded', 'phase-began', 'step-began']);
    await using next = await playerHere({ stateFolder: player.stateFolder });
    expect(next.log).toContainEqual(expect.stringContaining('the player was killed in run'));
    expect(next.log).toContainEqual(expect.stringContaining('no Reset was owed'));
  });

  it('stays small beside a collector that does not read, and another has all of it afterwards', async (context) => {
    await using player = await startPlayerProcess();
    if (!existsSync(`/proc/${player.pid}/status`)) return context.skip('missing: /proc');
    await using driver = await Driver.dial(player.port);
    driver.collected.keepsBytes = false;
    // More than the player may have in memory, without a newline anywhere.
    const bytes = 400_000_000;
    await driver.say(CLAIM);
    // Nobody sends heartbeats, and a busy machine takes its time for so much.
    await driver.loadTrial({ run: steps(`head -c ${bytes} /dev/zero`) }, { leaseMs: 300_000 });
    const stalled = await driver.follow();
    await driver.start('run');
    await driver.hear('steps-done');
    expect(await peakKb(player.pid)).toBeLessThan(MOST_KB);
    await stalled[Symbol.asyncDispose]();
    await driver.collect();
    await driver.end('run');
    expect(driver.collected.ends.get('run/1/1/out/0')).toMatchObject({ bytes, failure: null });
    expect(await peakKb(player.pid)).toBeLessThan(MOST_KB);
  });

  it('stays small, whatever a step prints', async (context) => {
    await using player = await startPlayerProcess();
    if (!existsSync(`/proc/${player.pid}/status`)) return context.skip('missing: /proc');
    await using driver = await Driver.dial(player.port);
    driver.collected.keepsBytes = false;
    const bytes = 200_000_000;
    await driver.load({ run: steps(`head -c ${bytes} /dev/zero`) }, { leaseMs: 300_000 });
    await driver.perform('run');
    expect(driver.collected.ends.get('run/1/1/out/0')).toMatchObject({ bytes, failure: null });
    expect(await peakKb(player.pid)).toBeLessThan(MOST_KB);
  });

  it('runs a long list of short steps', async () => {
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    const count = 300;
    const list = steps(...Array.from({ length: count }, (_, at) => `echo ${at}`));
    await driver.load({ run: list });
    expect(await driver.perform('run')).toBe(0);
    expect(driver.collected.outcomes('run')).toHaveLength(count);
    expect(driver.collected.output('run', count).toString()).toBe(`${count - 1}\n`);
  });

  it('does not mind that nobody reads what it says', async () => {
    await using player = await startPlayerProcess();
    player.closeOutputs();
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps('true') }, { leaseMs: 4_000 });
    await driver.perform('startup');
    await driver.hangUp();
    await driver.journaled(({ kind }) => kind === 'trial-closed');
    player.kill('SIGTERM');
    expect(await player.ended).toMatchObject({ exitCode: 0 });
  });
});

/** The most that a process ever had in memory, as Linux tells it. */
async function peakKb(pid: number): Promise<number> {
  return Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
