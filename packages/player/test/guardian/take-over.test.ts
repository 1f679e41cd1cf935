import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  guardianState,
  payOwedReset,
  prepareGuardian,
  readGuardianLog,
  startGuardian,
  takeOver,
} from '../../src/guardian/index.ts';
import { resetBoundMs } from '../../src/guardian/reset-bound.ts';
import { armed } from './support/armed.ts';
import { eventually } from './support/eventually.ts';
import { type GuardedTrial, guardedTrial } from './support/guarded-trial.ts';
import { killIfAlive, sleeper, sleeping } from './support/processes.ts';
import { noted, notedUntilAgain, resetFaults } from './support/reset-trace.ts';
import { SHELLS, type Shell } from './support/shells.ts';
import { startPlayer, startSuccessor } from './support/stand-in.ts';

const NEVER = new AbortController().signal;

/** How many times each kind of death is tried, a few at a time; more with `CONDUCTOR_KILLS=200`. */
const KILLS = Number(process.env['CONDUCTOR_KILLS'] ?? 4);
const AT_ONCE = 4;
const MINUTES = { timeout: 120_000 + KILLS * 3000 };

/** Three steps, and how long they last together with the wiping before and after them. */
const RESET = [noted(1, 0.05), { command: noted(2, 0.05), kind: 'timeout', limitMs: 30_000 } as const, noted(3, 0.05)];
const RESET_MS = 600;

/** Tries this many times, under all shells in turn. */
async function repeatedly(attempt: (shell: Shell) => Promise<void>): Promise<void> {
  for (let done = 0; done < KILLS; done += AT_ONCE) {
    const some = Array.from(
      { length: Math.min(AT_ONCE, KILLS - done) },
      (_, place) => SHELLS[(done + place) % SHELLS.length],
    );
    await Promise.all(some.map((shell) => shell && attempt(shell)));
  }
}

/** From now on steps of `notedUntilAgain` end at once. */
function letGo(trial: GuardedTrial): Promise<void> {
  return writeFile(join(trial.plan.folder, 'again'), '');
}

async function expectPaid(trial: GuardedTrial, told: string): Promise<void> {
  expect(await trial.settled(), told).toBe('paid');
  expect(resetFaults(await trial.traced(), 3), told).toEqual([]);
  const log = await readGuardianLog(trial.folder, 1);
  const began = log.filter(({ entry }) => entry.kind === 'step-began').length;
  const ended = log.filter(({ entry }) => entry.kind === 'step-ended').length;
  expect(ended, told).toBe(began);
  expect(log.at(-1)?.entry, told).toMatchObject({ kind: 'phase-finished', leftovers: [] });
}

describe.concurrent('after player and guardian were killed, at random moments', MINUTES, () => {
  test('another guardian pays Reset from its first step, and nothing is left', async (context) => {
    await repeatedly(async (shell) => {
      await using trial = await guardedTrial(context, RESET, { shell });
      const guardian = await armed(trial);
      const paying = guardian.pay(NEVER);
      const waitMs = Math.random() * RESET_MS;
      await pause(waitMs);
      killIfAlive(guardian.pid);
      await paying;
      await payOwedReset(trial.folder, NEVER);
      await expectPaid(trial, `${shell.program}, guardian killed ${waitMs} ms after its player`);
    });
  });

  test('several players that start at once, and are killed as well, never run two Resets at a time', async (context) => {
    await repeatedly(async (shell) => {
      await using trial = await guardedTrial(context, RESET, { shell });
      const first = await armed(trial);
      const successors = await Promise.all([1, 2, 3].map(() => startSuccessor(trial)));
      const waitMs = Math.random() * RESET_MS;
      const secondMs = Math.random() * RESET_MS;
      const paying = first.pay(NEVER);
      for (const successor of successors) successor.go();
      await pause(waitMs);
      killIfAlive(first.pid);
      await paying;
      await pause(secondMs);
      const [doomed, ...others] = successors;
      doomed?.kill();
      // Also the guardian that one of them may have started by now.
      for (const { pid, command } of trial.living('all')) if (command.includes('/guardian ')) killIfAlive(pid);
      const told = `${shell.program}, guardian killed after ${waitMs} ms, a successor and guardians ${secondMs} ms later`;
      for (const { word } of others) expect(await word, told).toBe('paid');
      await doomed?.word;
      await expectPaid(trial, told);
    });
  });
});

test('of many that try at the same moment one takes a trial over, and one Reset runs', async (context) => {
  await using trial = await guardedTrial(context, [noted(1, 0.2), noted(2, 0.05), noted(3, 0)]);
  const guardian = await armed(trial);
  process.kill(guardian.pid, 'SIGKILL');
  await guardian.ended;
  const settled = await Promise.all([1, 2, 3, 4, 5, 6].map(() => payOwedReset(trial.folder, NEVER)));
  expect(settled).toEqual(settled.map(() => 'paid'));
  await expectPaid(trial, 'six at once');
  expect(await trial.traced()).toHaveLength(6);
});

describe('a guardian that was killed', () => {
  test('beside a living player is replaced, and the next one knows what is owed', async (context) => {
    await using trial = await guardedTrial(context, [noted(1, 0)]);
    const first = await armed(trial);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.ended).toEqual({ kind: 'signal', signal: 'SIGKILL' });
    expect(await guardianState(trial.folder)).toEqual({ kind: 'owed' });
    const second = await startGuardian(trial.folder, NEVER);
    expect(await guardianState(trial.folder)).toEqual({ kind: 'at-work' });
    await expect(startGuardian(trial.folder, NEVER)).rejects.toThrow('its guardian is at-work');
    await second.pay(NEVER);
    expect(resetFaults(await trial.traced(), 1)).toEqual([]);
  });

  test('leaves no watch of a step behind for the next Reset', async (context) => {
    const seconds = sleeper();
    const reset = [{ command: notedUntilAgain(1, seconds), kind: 'timeout', limitMs: 90_000 } as const];
    await using trial = await guardedTrial(context, reset);
    const first = await armed(trial);
    void first.pay(NEVER);
    // The guardian, its watch, the sleep of its watch, and the step with its own.
    await eventually(() => sleeping(seconds) === 1 && trial.living('all').length === 5);
    await letGo(trial);
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    expect(trial.living('all')).toHaveLength(4);
    expect(await payOwedReset(trial.folder, NEVER)).toBe('paid');
    expect(await trial.settled()).toBe('paid');
    expect(resetFaults(await trial.traced(), 1)).toEqual([]);
    const outcomes = (await readGuardianLog(trial.folder, 1)).flatMap(({ entry }) =>
      entry.kind === 'step-ended' ? [{ attempt: entry.step.attempt, outcome: entry.outcome.kind }] : [],
    );
    expect(outcomes).toEqual([
      { attempt: 1, outcome: 'unknown' },
      { attempt: 2, outcome: 'exited' },
    ]);
  });

  test('again and again, by Reset itself, is told', async (context) => {
    await using trial = await guardedTrial(context, ['kill -9 "$PPID"']);
    await armed(trial);
    for (const { pid } of trial.living('all')) killIfAlive(pid);
    await expect(payOwedReset(trial.folder, NEVER)).rejects.toThrow('was begun 3 times');
  });
});

describe.concurrent('a guardian that was stopped by SIGSTOP', () => {
  const RESET_OF_TWO = [{ command: notedUntilAgain(1), kind: 'timeout', limitMs: 90_000 } as const, noted(2, 0)];

  async function expectPaidByAnother(trial: GuardedTrial, stopped: number): Promise<void> {
    const said: string[] = [];
    expect(await payOwedReset(trial.folder, NEVER, { say: (text) => said.push(text), boundMs: 600 })).toBe('paid');
    expect(said).toEqual([
      'its guardian is at work; waiting for it, for 1 s at most',
      expect.stringContaining('is killed; another one pays'),
    ]);
    expect(trial.living('all').map(({ pid }) => pid)).not.toContain(stopped);
    expect(await trial.settled()).toBe('paid');
    expect(resetFaults(await trial.traced(), 2)).toEqual([]);
  }

  test('before it saw that its player was dead, is killed when its time is over, and another one pays', async (context) => {
    await using trial = await guardedTrial(context, RESET_OF_TWO);
    const guardian = await armed(trial);
    process.kill(guardian.pid, 'SIGSTOP');
    await letGo(trial);
    void guardian.pay(NEVER);
    await expectPaidByAnother(trial, guardian.pid);
    expect(await trial.traced()).toHaveLength(4);
  });

  test('in the middle of Reset, is killed when its time is over, and another one pays from the first step', async (context) => {
    await using trial = await guardedTrial(context, RESET_OF_TWO);
    const guardian = await armed(trial);
    void guardian.pay(NEVER);
    await eventually(async () => (await trial.traced()).length === 1);
    process.kill(guardian.pid, 'SIGSTOP');
    await letGo(trial);
    await expectPaidByAnother(trial, guardian.pid);
    expect((await trial.traced()).filter((line) => line.startsWith('begin 1'))).toHaveLength(2);
  });

  test('with all its helpers, is killed with them', async (context) => {
    await using trial = await guardedTrial(context, RESET_OF_TWO);
    const guardian = await armed(trial);
    void guardian.pay(NEVER);
    await eventually(async () => (await trial.traced()).length === 1);
    process.kill(-guardian.pid, 'SIGSTOP');
    await letGo(trial);
    await expectPaidByAnother(trial, guardian.pid);
  });

  test('beside a living player, is killed when the player has paid', async (context) => {
    await using trial = await guardedTrial(context, RESET_OF_TWO);
    const guardian = await armed(trial);
    process.kill(guardian.pid, 'SIGSTOP');
    expect(await guardian.disarm()).toBe('disarmed');
    expect(await guardian.ended).toEqual({ kind: 'signal', signal: 'SIGKILL' });
    expect(await trial.settled()).toBe('disarmed');
  });
});

describe('how long a Reset can last at most', () => {
  const spawned = { command: 'sleep 1', kind: 'spawn' } as const;
  const limited = { command: 'true', kind: 'timeout', limitMs: 20_000 } as const;

  test.for([
    { reset: [], stepTimeoutMs: 30_000, boundMs: 4_000 },
    { reset: ['true', limited, spawned], stepTimeoutMs: 30_000, boundMs: 4_000 + 37_250 + 27_250 + 2_250 },
    { reset: [limited, 'true'], stepTimeoutMs: null, boundMs: null },
  ])('is the sum of what its steps may take: $boundMs ms', async ({ reset, stepTimeoutMs, boundMs }, context) => {
    await using trial = await guardedTrial(context, reset, { plan: { stepTimeoutMs } });
    expect(await resetBoundMs(join(trial.folder, 'guardian'))).toBe(boundMs);
  });
});

describe('whoever takes a trial over', () => {
  async function abandoned(context: Parameters<typeof guardedTrial>[0], left: number): Promise<GuardedTrial> {
    const trial = await guardedTrial(context, [noted(1, 0)]);
    await using player = await startPlayer(trial, { commands: [`sleep ${left}`] });
    await eventually(() => sleeping(left) === 1);
    process.kill(player.guardianPid, 'SIGKILL');
    await player.kill();
    await eventually(async () => (await guardianState(trial.folder)).kind === 'owed');
    return trial;
  }

  test('finds nothing alive, may run Reset itself, and has then nothing to pay', async (context) => {
    const left = sleeper();
    await using trial = await abandoned(context, left);
    const taken = await takeOver(trial.folder, NEVER);
    expect(taken).toMatchObject({ kind: 'taken', state: { kind: 'owed' } });
    expect(sleeping(left)).toBe(0);
    expect(await takeOver(trial.folder, NEVER)).toEqual({ kind: 'refused', state: { kind: 'at-work' } });
    expect(taken.kind === 'taken' && (await taken.guardian.disarm())).toBe('disarmed');
    expect(await takeOver(trial.folder, NEVER)).toEqual({ kind: 'refused', state: { kind: 'disarmed' } });
    expect(await payOwedReset(trial.folder, NEVER)).toBe('disarmed');
    expect(await trial.traced()).toEqual([]);
  });

  test('and waits no longer, leaves it to the guardian', async (context) => {
    await using trial = await abandoned(context, sleeper());
    const leaving = new AbortController();
    const taken = await takeOver(trial.folder, leaving.signal);
    if (taken.kind !== 'taken') throw new Error('nothing to take');
    const paying = taken.guardian.pay(leaving.signal);
    leaving.abort(new Error('the player has to go'));
    await expect(paying).rejects.toThrow('the player has to go');
    expect(await trial.settled()).toBe('paid');
    expect(resetFaults(await trial.traced(), 1)).toEqual([]);
  });
});

test('a trial that never had a guardian has no state', async (context) => {
  await using trial = await guardedTrial(context, []);
  expect(await guardianState(trial.plan.folder)).toEqual({ kind: 'none' });
  expect(await payOwedReset(trial.plan.folder, NEVER)).toBe('none');
});

test('a guardian that cannot be prepared or started says so', async (context) => {
  await using trial = await guardedTrial(context, []);
  await expect(prepareGuardian(trial.folder, trial.plan)).rejects.toThrow('what survives the player cannot be written');
  await rm(join(trial.folder, 'guardian/settings'));
  await expect(startGuardian(trial.folder, NEVER)).rejects.toThrow(/which would run Reset .* is not ready: .*settings/);
  await rm(join(trial.folder, 'guardian/guardian'));
  await expect(startGuardian(trial.folder, NEVER)).rejects.toThrow(/cannot be forked: .*ENOENT/);
});
