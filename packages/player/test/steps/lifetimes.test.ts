import { describe, expect, it } from 'vitest';
import { markSequence } from '../../src/containment/mark.ts';
import { hasProcTable, procTable } from '../../src/containment/proc-table.ts';
import { sweepContainment } from '../../src/containment/sweep.ts';
import { killSleepers, sleepers, sleeping, uniqueNumber } from '../containment/workbench.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';

describe('what a step starts', () => {
  it('lives until Reset ends when it is spawned in Startup, and until the end of Run when it is in Run', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const [server, client] = [uniqueNumber(), uniqueNumber()];
    await driver.load({
      startup: [step(1, 'spawn', `exec sleep 1000.${server}`)],
      run: [step(1, 'spawn', `exec sleep 1000.${client}`)],
      reset: steps(`pgrep -f "sleep 1000[.]${server}"`),
    });
    await driver.perform('startup');
    await driver.start('run');
    await driver.hear('steps-done');
    await Promise.all([sleepers(client), sleepers(server)]);
    await driver.end('run');
    expect([await sleeping(client), await sleeping(server)]).toEqual([[], [expect.any(Number)]]);
    expect(await driver.perform('reset')).toBe(0);
    expect(await sleeping(server)).toEqual([]);
    const over = { kind: 'lifetime-over', exit: { kind: 'signal', signal: 'SIGINT' } };
    expect([driver.collected.outcomes('startup'), driver.collected.outcomes('run')]).toEqual([[over], [over]]);
  });

  it('lives as long as a spawn when a plain step left it behind, and writes on into the files of that step', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('(sleep 0.3; echo late; exec sleep 1000) & echo early') });
    await driver.start('run');
    await driver.hear('steps-done');
    expect(driver.collected.outcomes('run')).toEqual([]);
    await driver.journaled(({ kind }) => kind === 'steps-done');
    while (!driver.collected.output('run', 1).includes('late')) await driver.collected.grown();
    await driver.end('run');
    expect(driver.collected.outcomes('run')).toEqual([{ kind: 'exited', code: 0 }]);
    expect(driver.collected.output('run', 1).toString()).toBe('early\nlate\n');
  });

  it('is named when it would not die', async (context) => {
    if (!hasProcTable()) return context.skip('missing: /proc');
    const sweep = sweepContainment(procTable(), markSequence());
    await using player = await playerHere({ containment: { ...sweep, kill: () => Promise.resolve() } });
    await using driver = await Driver.dial(player.port);
    const number = uniqueNumber();
    await driver.load({ run: steps(`trap '' INT TERM; setsid sleep 1000.${number} &`) }, { killGraceMs: 50 });
    try {
      await driver.start('run');
      await driver.hear('steps-done');
      await driver.say({ kind: 'end-phase', phase: 'run' });
      expect(await driver.hear('phase-finished')).toMatchObject({ leftoverCount: 1 });
      const finished = await driver.journaled(({ kind }) => kind === 'phase-finished');
      const [pid] = await sleeping(number);
      const leftover = { pid, command: `sleep 1000.${number}`, foundBy: 'limit-mark' };
      expect(finished).toMatchObject({ containment: 'sweep', leftovers: [leftover] });
    } finally {
      killSleepers(await sleeping(number));
    }
  });

  it('is ended when the trial is closed, in whatever phase it was started', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const number = uniqueNumber();
    await driver.load({ startup: [step(1, 'spawn', `exec sleep 1000.${number}`)] });
    await driver.perform('startup');
    expect(await driver.close(true)).toBe('waived');
    expect(await sleeping(number)).toEqual([]);
    expect(driver.collected.outcomes('startup')).toMatchObject([{ kind: 'lifetime-over' }]);
  });
});
