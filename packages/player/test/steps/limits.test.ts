import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { uniqueNumber } from '../containment/workbench.ts';
import { Driver } from '../driver.ts';
import { living } from '../guardian/support/processes.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Prints what it measured when it is told to end, as ping and iperf3 do. */
const MEASURES = "trap 'echo measured; exit 0' INT; echo begun; while :; do sleep 0.02; done";
/** Limits fire so much later than they say. */
const SLACK_MS = 250;
const DEAF = "trap '' INT TERM; while :; do sleep 0.02; done";

describe('a step that is ended', () => {
  it('keeps what it prints on the first signal, and its deadline is no failure', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [{ ...timeout(1, 2_000), command: MEASURES }] });
    expect(await driver.perform('run')).toBe(0);
    const exit = { kind: 'code', code: 0 };
    expect(driver.collected.outcomes('run')).toEqual([{ kind: 'deadline', limitMs: 2_000, exit }]);
    expect(driver.collected.output('run', 1).toString()).toBe('begun\nmeasured\n');
    expect(endedAfter(driver, 1)).toBeGreaterThanOrEqual(2_000 + SLACK_MS);
  });

  it('has failed when it reached the limit that every step has', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('sleep 60') }, { stepTimeoutMs: 100 });
    expect(await driver.perform('run')).toBe(1);
    const exit = { kind: 'signal', signal: 'SIGINT' };
    expect(driver.collected.outcomes('run')).toEqual([{ kind: 'timed-out', limitMs: 100, exit }]);
  });

  it('that fits into its limit, however closely, has not met it', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [{ ...timeout(1, 100), command: 'sleep 0.1' }] });
    await driver.perform('run');
    const [outcome] = driver.collected.outcomes('run');
    // On a busy machine the shell alone may take longer: then it has met its limit, and was given all of its time.
    if (outcome?.kind === 'deadline') expect(endedAfter(driver, 1)).toBeGreaterThanOrEqual(100 + SLACK_MS);
    else expect(outcome).toEqual({ kind: 'exited', code: 0 });
  });

  it('that fits into its limit has not met it where the player itself had no turn until that was over', async () => {
    await using folder = await temporaryFolder();
    const go = join(folder.path, 'go');
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const command = `until [ -e ${go} ]; do sleep 0.02; done; exit 3`;
    await driver.load({ run: [{ ...timeout(1, 2_000), command }] });
    await driver.start('run');
    writeFileSync(go, '');
    const beganMs = performance.now();
    const isOver = () => performance.now() - beganMs > 2_000 + 2 * SLACK_MS && livingOf(driver).length === 0;
    // The player is in this process: nobody in it hears anything meanwhile.
    while (!isOver());
    await driver.hear('steps-done');
    await driver.end('run');
    expect(driver.collected.outcomes('run')).toEqual([{ kind: 'exited', code: 3 }]);
  });

  it('gets SIGTERM where the first signal does not help, and SIGKILL where that does not either', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load(
      {
        run: [
          { ...timeout(1, 2_000), command: `trap '' INT; ${MEASURES.replace('INT', 'TERM')}` },
          { ...timeout(2, 2_000), command: DEAF },
        ],
      },
      { killGraceMs: 2_000 },
    );
    await driver.perform('run');
    const [first, second] = driver.collected.outcomes('run');
    expect(first).toMatchObject({ kind: 'deadline', exit: { kind: 'code', code: 0 } });
    expect(second).toMatchObject({ kind: 'deadline', exit: { kind: 'signal', signal: 'SIGKILL' } });
  });

  it('takes with it what it left in its containment, before the next begins', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const left = uniqueNumber();
    await driver.load({
      run: [
        { ...timeout(1, 100), command: `sleep 1000.${left} & exec sleep 60` },
        step(2, 'step', `pgrep -f "sleep 1000[.]${left}"; true`),
      ],
    });
    await driver.perform('run');
    expect(driver.collected.output('run', 2).toString()).toBe('');
  });

  it('is ended at once when it writes more than it may, however long it wrote nothing', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps("sleep 0.5; while :; do printf '%1000s' x; done") }, { maxOutputBytes: 100_000 });
    expect(await driver.perform('run')).toBe(1);
    expect(driver.collected.outcomes('run')).toMatchObject([{ kind: 'output-limit', limitBytes: 100_000 }]);
    expect(driver.collected.output('run', 1).length).toBeGreaterThan(100_000);
  });

  it('that is stopped by SIGSTOP ends all the same', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [{ ...timeout(1, 200), command: 'kill -STOP $$; echo went on' }] }, { killGraceMs: 300 });
    await driver.perform('run');
    expect(driver.collected.outcomes('run')).toMatchObject([
      { kind: 'deadline', exit: { kind: 'signal', signal: 'SIGINT' } },
    ]);
  });
});

function timeout(index: number, limitMs: number) {
  return { ...step(index, 'timeout'), kind: 'timeout', command: '', limitMs } as const;
}

/** What was forked for the steps of a run, and is alive. */
function livingOf({ run }: Driver) {
  return living('environ', (text) => text.includes(`CONDUCTOR_RUN=${run.runId}\0`));
}

function endedAfter(driver: Driver, index: number): number {
  const found = driver.collected
    .journal()
    .find((record) => record.kind === 'step-ended' && record.step.index === index);
  return found?.kind === 'step-ended' ? found.durationMs : Number.NaN;
}
