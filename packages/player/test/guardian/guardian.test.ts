import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalEntry, Outcome } from '@conductor/types';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { readGuardianLog } from '../../src/guardian/index.ts';
import { armed } from './support/armed.ts';
import { eventually } from './support/eventually.ts';
import { type GuardedTrial, guardedTrial } from './support/guarded-trial.ts';
import { residentKib, sleeper, sleeping } from './support/processes.ts';
import { noted, resetFaults } from './support/reset-trace.ts';
import { SHELLS } from './support/shells.ts';
import { startPlayer } from './support/stand-in.ts';

const NEVER = new AbortController().signal;

async function outcomes(trial: GuardedTrial): Promise<readonly Outcome[]> {
  const entries = await readGuardianLog(trial.folder, 1);
  return entries.flatMap(({ entry }) => (entry.kind === 'step-ended' ? [entry.outcome] : []));
}

describe.concurrent.each(SHELLS)('under $program $argument, a guardian', (shell) => {
  test('runs Reset when the player is killed, after all that its steps left is gone', async (context) => {
    await using trial = await guardedTrial(context, ['sleep 0.01', noted(1, 0.01), noted(2, 0.01)], { shell });
    const [first, second] = [sleeper(), sleeper()];
    await using player = await startPlayer(trial, {
      commands: [`sleep ${first}`, `setsid env -i sleep ${second} & exit 0`],
    });
    await eventually(() => sleeping(first) + sleeping(second) === 2);
    const killed = Date.now();
    await player.kill();
    expect(await trial.settled()).toBe('paid');
    expect(resetFaults(await trial.traced(), 2)).toEqual([]);
    const log = await readGuardianLog(trial.folder, 2);
    const step = (index: number) => ({ phase: 'reset' as const, index, attempt: 2 });
    const passed = { kind: 'exited', code: 0 } as const;
    expect(log.map(({ entry }) => entry)).toEqual<JournalEntry[]>([
      { kind: 'remark', text: expect.stringContaining('the player had died') },
      { kind: 'phase-began', phase: 'reset' },
      ...[1, 2, 3].flatMap((index): JournalEntry[] => [
        { kind: 'step-began', step: step(index) },
        { kind: 'step-ended', step: step(index), outcome: passed, durationMs: expect.any(Number) },
      ]),
      { kind: 'steps-done', phase: 'reset' },
      { kind: 'phase-finished', phase: 'reset', containment: 'sweep', leftovers: [] },
    ]);
    for (const { time } of log) {
      expect(time.getTime()).toBeGreaterThan(killed - 100);
      expect(time.getTime()).toBeLessThan(Date.now() + 100);
    }
  });

  test('tries a step of Reset again as often as the player would, also at its limit, but not what a timeout ended', async (context) => {
    const until = (count: number, rest: string) =>
      `echo x >>"$CONDUCTOR_STEP"; [ $(wc -l <"$CONDUCTOR_STEP") -ge ${count} ] || ${rest}`;
    const reset = [
      { command: until(3, 'exit 4'), retries: 5 },
      { command: until(2, 'sleep 1000'), retries: 1 },
      { command: 'exit 5', retries: 1 },
      { command: 'sleep 1000', kind: 'timeout', limitMs: 100, retries: 3 } as const,
    ];
    await using trial = await guardedTrial(context, reset, { shell, plan: { stepTimeoutMs: 3_000 } });
    const guardian = await armed(trial);
    await guardian.pay(NEVER);
    expect(await trial.settled()).toBe('paid');
    const ended = (await readGuardianLog(trial.folder, 2)).flatMap(({ entry }) =>
      entry.kind === 'step-ended' ? [entry] : [],
    );
    expect(
      ended.map(({ step: { index, attempt }, outcome }) => [
        index,
        attempt,
        'code' in outcome ? outcome.code : outcome.kind,
      ]),
    ).toEqual([
      [1, 2, 4],
      [1, 3, 4],
      [1, 4, 0],
      [2, 2, 'timed-out'],
      [2, 3, 0],
      [3, 2, 5],
      [3, 3, 5],
      [4, 2, 'deadline'],
    ]);
  });

  test('ends without Reset when the player needs it no more', async (context) => {
    await using trial = await guardedTrial(context, [noted(1, 0)], { shell });
    await using player = await startPlayer(trial);
    await player.finish();
    expect(await trial.settled()).toBe('disarmed');
    expect(await trial.traced()).toEqual([]);
  });

  test('ends what is left, without Reset, when no step of Startup had begun', async (context) => {
    await using trial = await guardedTrial(context, [noted(1, 0)], { shell });
    const left = sleeper();
    await using player = await startPlayer(trial, { reset: 'not-owed', commands: [`sleep ${left}`] });
    await eventually(() => sleeping(left) === 1);
    await player.kill();
    expect(await trial.settled()).toBe('disarmed');
    expect(await trial.traced()).toEqual([]);
  });

  test('is moved by no signal, on watch or in Reset', async (context) => {
    const waiting = 'echo "begin 1 $$" >>"$TRACE"; until [ -e told ]; do sleep 0.01; done; echo "end 1 $$" >>"$TRACE"';
    await using trial = await guardedTrial(context, [waiting, noted(2, 0.01)], {
      shell,
      plan: { stepTimeoutMs: 30_000 },
    });
    const guardian = await armed(trial);
    const sendAll = () => {
      for (const name of [
        'SIGHUP',
        'SIGINT',
        'SIGQUIT',
        'SIGPIPE',
        'SIGALRM',
        'SIGTERM',
        'SIGUSR1',
        'SIGUSR2',
      ] as const) {
        process.kill(guardian.pid, name);
      }
    };
    for (let time = 1; time <= 5; time += 1) {
      sendAll();
      // Its answer comes after it has seen the signals.
      await guardian.wipe(NEVER);
    }
    expect(await trial.traced()).toEqual([]);
    const ended = guardian.pay(NEVER);
    await eventually(async () => (await trial.traced()).length === 1);
    sendAll();
    await writeFile(join(trial.plan.folder, 'told'), '');
    expect(await ended).toEqual({ kind: 'code', code: 0 });
    expect(resetFaults(await trial.traced(), 2)).toEqual([]);
    expect(await outcomes(trial)).toEqual([1, 2].map(() => ({ kind: 'exited', code: 0 })));
  });

  test('ends a step of Reset at its limit, and goes on', async (context) => {
    const reset = [
      { command: 'echo before; sleep 60', kind: 'timeout', limitMs: 3_000 } as const,
      'trap "" INT TERM; setsid sleep 60 & while :; do sleep 60; done',
      { command: 'kill -SEGV $$', kind: 'timeout', limitMs: 30_000 } as const,
      { command: 'exit 3', kind: 'timeout', limitMs: 30_000 } as const,
    ];
    await using trial = await guardedTrial(context, reset, { shell, plan: { stepTimeoutMs: 3_000 } });
    await (await armed(trial)).pay(NEVER);
    expect(await outcomes(trial)).toEqual([
      { kind: 'deadline', limitMs: 3_000, exit: { kind: 'signal', signal: 'SIGINT' } },
      { kind: 'timed-out', limitMs: 3_000, exit: { kind: 'signal', signal: 'SIGKILL' } },
      { kind: 'signaled', signal: 'SIGSEGV' },
      { kind: 'exited', code: 3 },
    ]);
    expect(await trial.output(1)).toBe('before\n');
    expect(trial.living('all')).toEqual([]);
  });

  test('keeps the limit of a step whatever is done to the sleep that measures it', async (context) => {
    // What the guardian started is in its group, and the step is not.
    const command = 'for once in 1 2 3; do sleep 0.1; pkill -TERM -g "$PPID"; done; sleep 0.3; echo survived; sleep 60';
    await using trial = await guardedTrial(context, [{ command, kind: 'timeout', limitMs: 8_000 }], { shell });
    await (await armed(trial)).pay(NEVER);
    expect(await trial.output(1)).toBe('survived\n');
    expect((await outcomes(trial)).map(({ kind }) => kind)).toEqual(['deadline']);
    expect(trial.living('all')).toEqual([]);
  });

  test('runs the text of a command exactly as a shell would that is given it', async (context) => {
    await using trial = await guardedTrial(context, COMMANDS, { shell });
    await (await armed(trial)).pay(NEVER);
    const seen = await Promise.all(COMMANDS.map((_, place) => resultOf(trial, place + 1)));
    const ended = await outcomes(trial);
    for (const [place, command] of COMMANDS.entries()) {
      const { environment, folder } = trial.plan;
      const env = { ...environment, ...trial.plan.steps[place]?.environment };
      const options = {
        env,
        extendEnv: false,
        cwd: folder,
        reject: false,
        stdin: 'ignore',
        stripFinalNewline: false,
      } as const;
      const plain = await execa('/bin/sh', ['-c', command], options);
      const { stdout, stderr, exitCode, signal } = plain;
      expect(seen[place], command).toEqual({ out: stdout, err: stderr });
      const outcome = signal === undefined ? { kind: 'exited', code: exitCode } : { kind: 'signaled', signal };
      expect(ended[place], command).toEqual(outcome);
    }
  });

  test('gives a step of Reset its environment, its folder, its own session, and no more', async (context) => {
    const command =
      'env | sort; pwd; ls -l /proc/self/fd | grep -c "$PWD/trial"; ps -o sid= $$ | tr -d " "; grep -E "^Sig(Blk|Ign)" /proc/self/status';
    await using trial = await guardedTrial(
      context,
      [
        command,
        { command: `echo $$; ${command}; echo >told`, kind: 'spawn' },
        'until [ -e told ]; do sleep 0.01; done',
      ],
      {
        shell,
        plan: { environment: { PATH: process.env['PATH'] ?? '', ODD: 'a\n\'"$x`\\ ü', TMOUT: '1' } },
      },
    );
    await (await armed(trial)).pay(NEVER);
    const nothing = ['SigBlk:\t0000000000000000', 'SigIgn:\t0000000000000000'];
    const lines = (await trial.output(1)).trimEnd().split('\n');
    // A shell that is started may add these by itself.
    const variables = lines.slice(0, -5).filter((line) => !/^(_|SHLVL|PWD)=/.test(line));
    const given = { ...trial.plan.environment, ...trial.plan.steps[0]?.environment };
    expect(variables.toSorted()).toEqual(
      Object.entries(given)
        .flatMap(([name, value]) => `${name}=${value}`.split('\n'))
        .toSorted(),
    );
    // Of what the guardian has open, its error output; the other is a pipe here.
    expect(lines.slice(-5, -3)).toEqual([trial.plan.folder, '1']);
    expect(lines.slice(-2)).toEqual(nothing);
    const spawned = (await trial.output(2)).trimEnd().split('\n');
    expect(spawned.at(-3)).toBe(spawned[0]);
    expect(spawned.slice(-2)).toEqual(nothing);
  });

  test('lets what Reset leaves running live until Reset ends', async (context) => {
    const seconds = sleeper();
    const reset = [
      { command: `echo $$ >spawned; exec sleep ${seconds}`, kind: 'spawn' } as const,
      `sleep ${seconds} & echo $! >left`,
      'until [ -s spawned ]; do sleep 0.01; done; kill -0 "$(cat spawned)" && kill -0 "$(cat left)"',
    ];
    await using trial = await guardedTrial(context, reset, { shell });
    await (await armed(trial)).pay(NEVER);
    expect(await outcomes(trial)).toEqual([
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 0 },
      { kind: 'lifetime-over', exit: { kind: 'lost' } },
    ]);
    expect(sleeping(seconds)).toBe(0);
  });

  test('takes no silence of the player for its death, whatever TMOUT says', async (context) => {
    const environment = { PATH: process.env['PATH'] ?? '', TMOUT: '1' };
    await using trial = await guardedTrial(context, [noted(1, 0)], { shell, plan: { environment } });
    const guardian = await armed(trial);
    // Twice as long as TMOUT; there is no event for what does not happen.
    const early = await Promise.race([guardian.ended, new Promise((resolve) => setTimeout(resolve, 2000, 'silent'))]);
    expect(early).toBe('silent');
    expect(await guardian.disarm()).toBe('disarmed');
    expect(await trial.traced()).toEqual([]);
  });
});

test('a guardian under dash is smaller than 2 MiB', async (context) => {
  await using trial = await guardedTrial(context, ['true']);
  const guardian = await armed(trial);
  const residentOnWatch = residentKib(guardian.pid);
  await guardian.wipe(NEVER);
  const residentAfterWork = residentKib(guardian.pid);
  context.annotate(`resident: ${residentOnWatch} KiB on watch, ${residentAfterWork} KiB after a wipe`);
  expect(residentOnWatch).toBeLessThan(2048);
  expect(residentAfterWork).toBeLessThan(2048);
  await guardian.disarm();
});

async function resultOf(trial: GuardedTrial, index: number) {
  return { out: await trial.output(index), err: await trial.output(index, 'err') };
}

/** Texts that are easily damaged on their way through a file, a variable and three shells. */
const COMMANDS: readonly string[] = [
  `echo 'single' "double" \\"escaped\\" \`echo back\` $(echo paren)`,
  `printf '%s\\n' "it's" 'say "hi"' "a\\\\b" '\\n' '%d'`,
  'echo one\necho two\n\n  echo three   \n',
  'cat <<EOF\na line with \'quotes\' and "more"\n\t$HOME \\$HOME\nEOF',
  "cat <<'END'\n$HOME `id` \\\nEND\necho after",
  "echo first; # a comment\necho last # '",
  `x='a  b'; echo $x; echo "$x"; y=\\\n; echo "[$y]"`,
  'echo "ÁÂ€😀 \u0081\u0088 ÿ"; printf "\\303\\201\\n"',
  'echo $0 $# "$@"; echo "$LINENO"',
  'set -e; false; echo not reached',
  'echo to out; echo to err >&2; exit 42',
  'cat; echo "end of input: $?"',
  'no-such-command with words',
  "echo 'unclosed",
  'if then',
  '',
  '   ',
  '-n; echo leading dash',
  'kill -TERM $$',
  'exec sh -c "exit 7"',
  'trap "echo trapped" EXIT; exit 5',
  'echo "\t tab and \r return"',
  `echo ${'x'.repeat(100_000)} | wc -c`,
  'echo "${CONDUCTOR_GATE-no gate}" "$CONDUCTOR_PHASE" "$CONDUCTOR_STEP" "${g_name-no name}"',
];
