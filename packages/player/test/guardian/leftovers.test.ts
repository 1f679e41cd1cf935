import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { readGuardianLog } from '../../src/guardian/index.ts';
import { armed } from './support/armed.ts';
import { controlGroup } from './support/control-group.ts';
import { eventually } from './support/eventually.ts';
import { guardedTrial } from './support/guarded-trial.ts';
import { sleeper, sleeping, startOf } from './support/processes.ts';
import { SHELLS } from './support/shells.ts';
import { startPlayer } from './support/stand-in.ts';

/** Who owns nothing. */
const NOBODY = 65534;

/** Steps whose children go far; each leaves one process that sleeps so long. */
const ESCAPES: Readonly<Record<string, (seconds: number) => string>> = {
  'its own session': (seconds) => `setsid sleep ${seconds} & exit`,
  'a double fork': (seconds) => `( ( exec sleep ${seconds} ) & ) ; exit`,
  'its own session and an empty environment': (seconds) => `setsid env -i sleep ${seconds} & exit`,
  'all of that': (seconds) => `( setsid env -i sh -c 'sleep ${seconds} & exit' & ); exit`,
  'all descriptors closed as well': (seconds) => `( setsid env -i sh -c 'exec sleep ${seconds} <&- >&- 2>&-' & ); exit`,
};

/** What the limit mark is lost by, and another trace finds. */
const UNMARKED: Readonly<Record<string, (seconds: number) => string>> = {
  'a session and a group of its own, found by the environment': (seconds) =>
    `ulimit -S -w unlimited; setsid sleep ${seconds} & exit`,
  'an empty environment, found by its group': (seconds) =>
    `ulimit -S -w unlimited; unset CONDUCTOR_MARK; env -i sleep ${seconds} & exec env -i sleep ${seconds}`,
};

/** A command of Reset that counts who still sleeps so long. */
function countOf(seconds: readonly number[]): string {
  return `cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -cxE '${seconds.join('|')}'; :`;
}

describe.concurrent.each(SHELLS)(
  'what a step has hidden is gone before Reset begins, under $program $argument',
  (shell) => {
    test('with a control group', async (context) => {
      await using group = await controlGroup(context);
      const plan = { cgroupFolder: group.folder, containment: 'cgroup', marks: null } as const;
      const seconds = Object.keys(ESCAPES).map(sleeper);
      const reset = [countOf(seconds), 'grep -c conductor-test /proc/self/cgroup'];
      await using trial = await guardedTrial(context, reset, { shell, plan });
      const commands = Object.values(ESCAPES).map((hide, place) => hide(seconds[place] ?? 0));
      await using player = await startPlayer(trial, { commands, cgroupFolder: group.folder });
      await eventually(() => seconds.every((one) => sleeping(one) === 1));
      await player.kill();
      expect(await trial.settled()).toBe('paid');
      expect(await trial.output(1)).toBe('0\n');
      expect(await trial.output(2)).toBe('1\n');
      expect(await group.exists()).toBe(false);
    });

    test('with marks, groups and environments alone', async (context) => {
      const hidden = [...Object.values(ESCAPES), ...Object.values(UNMARKED)];
      const seconds = hidden.map(sleeper);
      await using trial = await guardedTrial(context, [countOf(seconds)], { shell });
      const commands = hidden.map((hide, place) => hide(seconds[place] ?? 0));
      await using player = await startPlayer(trial, { commands });
      await eventually(() => seconds.every((one) => sleeping(one) > 0));
      await player.kill();
      expect(await trial.settled()).toBe('paid');
      expect(await trial.output(1)).toBe('0\n');
    });

    test('by a user without rights', async (context) => {
      if (process.getuid?.() !== 0) context.skip('becoming another user needs root');
      const seconds = Object.keys(ESCAPES).map(sleeper);
      await using trial = await guardedTrial(context, [countOf(seconds), 'id -u'], { shell });
      await execa('chown', ['-R', `${NOBODY}:${NOBODY}`, trial.plan.folder]);
      const commands = Object.values(ESCAPES).map((hide, place) => hide(seconds[place] ?? 0));
      await using player = await startPlayer(trial, { commands, user: NOBODY });
      await eventually(() => seconds.every((one) => sleeping(one) === 1));
      await player.kill();
      expect(await trial.settled()).toBe('paid');
      expect(await trial.output(1)).toBe('0\n');
      expect(await trial.output(2)).toBe(`${NOBODY}\n`);
    });
  },
);

test('a step of Reset at its limit takes its control group along, and nothing else', async (context) => {
  await using group = await controlGroup(context);
  const [first, second] = [sleeper(), sleeper()];
  const reset = [
    `setsid env -i sleep ${first} & echo $! >kept`,
    { command: `setsid env -i sleep ${second} & sleep 60`, kind: 'timeout', limitMs: 250 } as const,
    'kill -0 "$(cat kept)"',
  ];
  const plan = { cgroupFolder: group.folder, containment: 'cgroup', marks: null } as const;
  await using trial = await guardedTrial(context, reset, { plan });
  const guardian = await armed(trial);
  await guardian.pay(AbortSignal.timeout(30_000));
  const log = await readGuardianLog(trial.folder, 1);
  const outcomes = log.flatMap(({ entry }) => (entry.kind === 'step-ended' ? [entry.outcome.kind] : []));
  expect(outcomes).toEqual(['exited', 'deadline', 'exited']);
  expect(log.at(-1)?.entry).toMatchObject({ kind: 'phase-finished', containment: 'cgroup', leftovers: [] });
  expect([first, second].map(sleeping)).toEqual([0, 0]);
});

test('a group whose number has gone to somebody else is left alone', async (context) => {
  await using trial = await guardedTrial(context, ['true']);
  const seconds = sleeper();
  await using bystander = bystanding(seconds);
  const guardian = await armed(trial);
  guardian.noteLeader({ pid: bystander.pid, start: '1' });
  await guardian.pay(AbortSignal.timeout(30_000));
  expect(await trial.settled()).toBe('paid');
  expect(sleeping(seconds)).toBe(1);
});

test('groups of before a boot are left alone', async (context) => {
  await using trial = await guardedTrial(context, ['true'], { plan: { bootId: 'another' } });
  const seconds = sleeper();
  await using bystander = bystanding(seconds);
  const guardian = await armed(trial);
  guardian.noteLeader({ pid: bystander.pid, start: bystander.start });
  await guardian.pay(AbortSignal.timeout(30_000));
  expect(sleeping(seconds)).toBe(1);
});

/** A group that has nothing to do with the trial. */
function bystanding(seconds: number) {
  const process = execa('sleep', [String(seconds)], { detached: true, reject: false });
  const pid = process.pid ?? 0;
  return {
    pid,
    start: startOf(pid),
    async [Symbol.asyncDispose]() {
      process.kill('SIGKILL');
      await process;
    },
  };
}
