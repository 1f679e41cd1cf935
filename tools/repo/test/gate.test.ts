import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, readProcessStat, waitUntil } from '@conductor/lab';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
  isLeft: false,
});

const summaryOf = (results: readonly PartResult[], installable = false, notBegun: readonly Part[] = []) =>
  summary({ results, notBegun, wallMs: 5000 }, installable);

const lastLine = (text: string) => text.split('\n').at(-1);

describe('the summary', () => {
  test('ends with the totals over all parts', () => {
    const results = [
      resultOf('lint', { passed: 1 }),
      resultOf('unit', { passed: 40, failed: 2, skipped: [{ name: 'x', reason: 'needs FreeBSD' }] }),
    ];
    expect(lastLine(summaryOf(results))).toBe('41 passed, 2 failed, 1 skipped');
  });

  test('shows in full what a failed part printed, and nothing of one that passed', () => {
    const text = summaryOf([resultOf('lint', { failed: 1 }, 'the fault'), resultOf('knip', { passed: 1 }, 'noise')]);
    expect(text).toContain('the fault');
    expect(text).not.toContain('noise');
  });

  test('names every skipped test with its reason', () => {
    const skipped = [{ name: 'player test/gate.test.ts: opens', reason: 'needs cgroup v2' }];
    expect(summaryOf([resultOf('unit', { skipped })], false)).toMatch(/gate\.test\.ts: opens\n {4}needs cgroup v2/);
  });

  test('counts a missing program as failed where it could have been installed', () => {
    const skipped = [{ name: 'differential', reason: 'missing: python3' }];
    expect(lastLine(summaryOf([resultOf('unit', { skipped })], true))).toBe('0 passed, 1 failed, 0 skipped');
    expect(lastLine(summaryOf([resultOf('unit', { skipped })], false))).toBe('0 passed, 0 failed, 1 skipped');
  });

  test('counts a part that could not run as failed', () => {
    const result = notRun(part('e2e'), 'not run: build failed');
    expect(partLine(result)).toMatch(/^NOT RUN {2}e2e/);
    expect(lastLine(summaryOf([result]))).toBe('0 passed, 1 failed, 0 skipped');
  });

  test('names what was cut off and what was not begun, and shows what a part had found by then', () => {
    const cutOff = (name: string, tally: Partial<Tally>, output: string): PartResult => ({
      ...resultOf(name, tally, output),
      state: 'interrupted',
    });
    const results = [cutOff('lab', { passed: 2, failed: 1 }, 'the fault'), cutOff('e2e', { passed: 3 }, 'noise')];
    const text = summaryOf(results, false, [part('bench'), part('prove')]);
    expect(partLine(cutOff('lab', {}, ''))).toMatch(/^CUT OFF {2}lab/);
    expect(text).toMatch(/the fault\n\nInterrupted\. Cut off: lab, e2e; not begun: bench, prove\n/);
    expect(text).not.toContain('noise');
    expect(lastLine(text)).toBe('5 passed, 1 failed, 0 skipped');
  });
});

test('a skip without a reason is a fault everywhere', () => {
  expect(isFault({ name: 'x', reason: 'no reason given; write context.skip("why")' }, false)).toBe(true);
  expect(isFault({ name: 'x', reason: 'needs root' }, true)).toBe(false);
});

describe('stages', () => {
  const run = async (failing: string, stages: readonly (readonly Part[])[], interruptedIn?: string) => {
    const order: string[] = [];
    const interrupted = new AbortController();
    const stageRun = {
      stages,
      build: 'build',
      run: async (one: Part) => {
        order.push(one.name);
        if (one.name === interruptedIn) interrupted.abort();
        return resultOf(one.name, one.name === failing ? { failed: 1 } : { passed: 1 });
      },
      onResult: () => undefined,
    };
    const results = await runStages(stageRun, interrupted.signal);
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

  test('begin nothing else once they are interrupted', async () => {
    const { order } = await run('', [[part('a'), part('b'), part('c')], [part('d')]], 'b');
    expect(order).toEqual(['a', 'b']);
  });

  test('have parts with different names', () => {
    const names = STAGES.flat().map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

const NEVER = new AbortController().signal;

const HOUR_MS = 3_600_000;

describe('a part', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conductor-gate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (command: Part['command'], kind: Part['kind'] = 'check') =>
    runPart({ name: 'x', kind, command, needsBuild: false }, { first: NEVER, second: NEVER, graceMs: 0 });

  test('passes or fails by its exit code, and keeps both streams', async () => {
    const failed = await run(['sh', '-c', 'echo out; echo err >&2; exit 4']);
    expect(failed).toMatchObject({ state: 'failed', tally: { passed: 0, failed: 1 } });
    expect(failed.output).toMatch(/out\nerr\n.*exit code 4/s);
    expect(await run(['true'])).toMatchObject({ state: 'passed', tally: { passed: 1, failed: 0 } });
  });

  /** A part that says when it runs, and ends by SIGKILL alone; `also` is done before. */
  const stubborn = (also: string): Part => {
    const script = `trap '' TERM INT; ${also} echo >"$0"; while :; do sleep 1; done`;
    return { ...part('stubborn'), command: ['sh', '-c', script, join(folder, 'runs')] };
  };

  test('that does not end in order ends with the second signal, and what it started in a session of its own ends too', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const apart = `setsid sleep 4711 & echo $! >"$0.pid";`;
    const ends = runPart(stubborn(apart), { first: first.signal, second: second.signal, graceMs: HOUR_MS });
    await waitUntil(() => existsSync(join(folder, 'runs')), { what: 'the part runs' });
    first.abort();
    second.abort();
    expect(await ends).toMatchObject({ state: 'interrupted', isLeft: false, tally: { passed: 0, failed: 0 } });
    expect(isAlive(readProcessStat(Number(readFileSync(join(folder, 'runs.pid'), 'utf8'))))).toBe(false);
  });

  test('that does not end in order within the grace is killed', async () => {
    const first = new AbortController();
    const ends = runPart(stubborn(''), { first: first.signal, second: NEVER, graceMs: 100 });
    await waitUntil(() => existsSync(join(folder, 'runs')), { what: 'the part runs' });
    first.abort();
    expect(await ends).toMatchObject({ state: 'interrupted', isLeft: false });
  });

  test.for([
    ['is killed', 'KILL'],
    ['says that it was told to end', 'TERM'],
  ])('that %s fails, and what it started in a session of its own ends too', async ([, signal]) => {
    const script = `trap 'exit 143' TERM; setsid sleep 4712 >/dev/null 2>&1 & echo $! >"$0"; kill -${signal} $$`;
    const result = await run(['sh', '-c', script, join(folder, 'pid')]);
    expect(result).toMatchObject({ state: 'failed', isLeft: false, tally: { failed: 1 } });
    expect(isAlive(readProcessStat(Number(readFileSync(join(folder, 'pid'), 'utf8'))))).toBe(false);
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
