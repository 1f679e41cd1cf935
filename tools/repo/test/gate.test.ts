import { describe, expect, test } from 'vitest';
import { notRun, type Part, type PartResult, runPart } from '../src/gate/part.ts';
import { STAGES } from '../src/gate/parts.ts';
import { runStages } from '../src/gate/run-stages.ts';
import { isFault } from '../src/gate/skips.ts';
import { partLine, summary } from '../src/gate/summary.ts';
import type { Tally } from '../src/gate/tally.ts';

const part = (name: string, needsBuild = false): Part => ({ name, kind: 'check', command: ['true'], needsBuild });

const resultOf = (name: string, tally: Partial<Tally> = {}, output = ''): PartResult => ({
  part: part(name),
  state: (tally.failed ?? 0) > 0 ? 'failed' : 'passed',
  durationMs: 1234,
  output,
  tally: { passed: 0, failed: 0, skipped: [], timed: [], ...tally },
});

const lastLine = (text: string) => text.split('\n').at(-1);

describe('the summary', () => {
  test('ends with the totals over all parts', () => {
    const results = [
      resultOf('lint', { passed: 1 }),
      resultOf('unit', { passed: 40, failed: 2, skipped: [{ name: 'x', reason: 'needs FreeBSD' }] }),
    ];
    expect(lastLine(summary(results, 5000, false))).toBe('41 passed, 2 failed, 1 skipped');
  });

  test('shows in full what a failed part printed, and nothing of one that passed', () => {
    const text = summary(
      [resultOf('lint', { failed: 1 }, 'the fault'), resultOf('knip', { passed: 1 }, 'noise')],
      1,
      false,
    );
    expect(text).toContain('the fault');
    expect(text).not.toContain('noise');
  });

  test('names every skipped test with its reason', () => {
    const skipped = [{ name: 'player test/gate.test.ts: opens', reason: 'needs cgroup v2' }];
    expect(summary([resultOf('unit', { skipped })], 1, false)).toMatch(/gate\.test\.ts: opens\n {4}needs cgroup v2/);
  });

  test('counts a missing program as failed where it could have been installed', () => {
    const skipped = [{ name: 'differential', reason: 'missing: python3' }];
    expect(lastLine(summary([resultOf('unit', { skipped })], 1, true))).toBe('0 passed, 1 failed, 0 skipped');
    expect(lastLine(summary([resultOf('unit', { skipped })], 1, false))).toBe('0 passed, 0 failed, 1 skipped');
  });

  test('counts a part that could not run as failed', () => {
    const result = notRun(part('e2e'), 'not run: build failed');
    expect(partLine(result)).toMatch(/^NOT RUN {2}e2e/);
    expect(lastLine(summary([result], 1, false))).toBe('0 passed, 1 failed, 0 skipped');
  });
});

test('a skip without a reason is a fault everywhere', () => {
  expect(isFault({ name: 'x', reason: 'no reason given; write context.skip("why")' }, false)).toBe(true);
  expect(isFault({ name: 'x', reason: 'needs root' }, true)).toBe(false);
});

describe('stages', () => {
  const run = async (failing: string, stages: readonly (readonly Part[])[]) => {
    const order: string[] = [];
    const results = await runStages({
      stages,
      build: 'build',
      run: async (one) => {
        order.push(one.name);
        return resultOf(one.name, one.name === failing ? { failed: 1 } : { passed: 1 });
      },
      onResult: () => undefined,
    });
    return { order, states: Object.fromEntries(results.map((result) => [result.part.name, result.state])) };
  };

  test('follow each other', async () => {
    const { order } = await run('', [[part('build')], [part('a'), part('b'), part('c')], [part('e2e', true)]]);
    expect(order).toEqual(['build', 'a', 'b', 'c', 'e2e']);
  });

  test('go on after a failure, except for what needs the build', async () => {
    const { states } = await run('build', [[part('build')], [part('lint'), part('docs', true)]]);
    expect(states).toEqual({ build: 'failed', lint: 'passed', docs: 'not-run' });
  });

  test('have parts with different names', () => {
    const names = STAGES.flat().map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a part', () => {
  const run = (command: Part['command'], kind: Part['kind'] = 'check') =>
    runPart({ name: 'x', kind, command, needsBuild: false }, new AbortController().signal);

  test('passes or fails by its exit code, and keeps both streams', async () => {
    const failed = await run(['sh', '-c', 'echo out; echo err >&2; exit 4']);
    expect(failed).toMatchObject({ state: 'failed', tally: { passed: 0, failed: 1 } });
    expect(failed.output).toMatch(/out\nerr\n.*exit code 4/s);
    expect(await run(['true'])).toMatchObject({ state: 'passed', tally: { passed: 1, failed: 0 } });
  });

  test('that cannot be started fails and says why', async () => {
    const result = await run(['no-such-program']);
    expect(result.state).toBe('failed');
    expect(result.output).toContain('no-such-program');
  });

  test('of tests that ends without a tally is one failure', async () => {
    expect(await run(['true'], 'tests')).toMatchObject({ state: 'failed', tally: { failed: 1 } });
  });

  test('of tests counts them, with the reason of each skip', async () => {
    const tally = { passed: 3, failed: 0, skipped: [{ name: 'x', reason: 'needs root' }], timed: [] };
    const write = `printf '%s' '${JSON.stringify(tally)}' > "$CONDUCTOR_TALLY_FILE"`;
    expect(await run(['sh', '-c', write], 'tests')).toMatchObject({ state: 'passed', tally });
    expect(await run(['sh', '-c', `${write}; exit 1`], 'tests')).toMatchObject({
      state: 'failed',
      tally: { failed: 1 },
    });
  });
});
