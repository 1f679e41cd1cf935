import type { RunResult } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { formatRun } from '../src/format-run.ts';
import { failedSection } from '../src/page/sections/failed-section.ts';
import { EMPTY, part, runResult, stepResult, THREE } from './support/sample-result.ts';

const NAMES = Array.from({ length: 100 }, (_, at) => `p${at + 1}`);

/** In each of three trials all of a hundred players failed alike, and `p7` once more in its own way. */
function manyFailures(): RunResult {
  const parts = NAMES.map((name, at) => {
    const stderr = { path: `${name}.err`, bytes: 12, sha256: 'ab', rewound: [] };
    const outcome = { kind: 'skipped', reason: 'the run was stopped' } as const;
    const fetch = stepResult(9, outcome, 'skipped', { key: 'fetch9', kind: 'fetch', text: '/tmp/a' });
    const own = at === 6 ? [stepResult(2, THREE, 'failed', { stdout: { ...EMPTY, path: 'x', bytes: 1 } })] : [];
    const equal = stepResult(1, THREE, 'failed', { stderr, durationMs: 1200 + at, remarks: ['it was slow'] });
    return part(name, [equal, ...own, fetch]);
  });
  return runResult({ run: parts }, 3);
}

describe('many equal failures', () => {
  test('are one paragraph with how often, who, when and how long, and nobody is left out', async () => {
    const text = await formatRun(manyFailures(), { directory: '/nowhere' });
    const all = `${NAMES.slice(0, -1).join(', ')} and p100`;
    expect(text).toContain(`
failed: 300 times, run, step1: exit 3, 1.20 s to 1.30 s
  ${all}, trials 1 to 3
  $ iperf3 -c 10.0.0.2
  error output: p1.err (12 bytes, the same each time): cannot be read

failed: 3 times, run, step2: exit 3, 1.20 s
  p7, trials 1 to 3
`);
    expect(text).toContain(`\nRemarks:\n  ${all}, run, step1: it was slow (in every trial)\n`);
    expect(text).toContain(
      `Fetches that did not happen:\n  ${all}, run, fetch9: /tmp/a: the run was stopped (in every`,
    );
    expect(text).not.toContain('more failed steps');
  });

  test('are one article of the page', async () => {
    const html = (await failedSection(manyFailures(), '/nowhere'))?.text ?? '';
    expect(html.match(/<article/g)).toHaveLength(2);
    expect(html).toContain('p99 and p100, trials 1 to 3');
  });

  test('are told apart where their outputs, commands or ends are not the same', async () => {
    const steps = [
      stepResult(1, THREE, 'failed'),
      stepResult(1, THREE, 'failed', { text: 'iperf3 -c 10.0.0.3' }),
      stepResult(1, { kind: 'exited', code: 4 }, 'failed'),
      stepResult(1, THREE, 'failed', { stdout: { ...EMPTY, path: 'a', bytes: 1, sha256: 'a' } }),
      stepResult(1, THREE, 'failed', { stdout: { ...EMPTY, path: 'b', bytes: 1, sha256: 'b' } }),
      stepResult(1, THREE, 'failed', { stdout: { ...EMPTY, path: 'c', bytes: 1, sha256: null } }),
      stepResult(1, THREE, 'failed', { stdout: { ...EMPTY, path: 'd', bytes: 1, sha256: null } }),
    ];
    const parts = steps.map((step, at) => part(`p${at}`, [step]));
    const text = await formatRun(runResult({ run: parts }), { directory: '/nowhere' });
    expect(text.match(/^failed: trial 1, p\d, run, step1: exit/gm)).toHaveLength(7);
  });

  test('of players that were lost alike, and whose Resets nobody heard of, are one line each', async () => {
    const result = runResult({ run: [part('a', []), part('b', [])] }, 2);
    const players = ['a', 'b', 'c'].map((name, at) => ({
      ...(result.players[0] as RunResult['players'][number]),
      name,
      lost: at === 2 ? null : 'no heartbeat',
    }));
    const trials = result.trials.map((trial) => ({
      ...trial,
      resets: ['a', 'b'].map((player) => ({ player, state: 'unconfirmed' as const, time: null })),
    }));
    const text = await formatRun({ ...result, players, trials }, { directory: '/nowhere' });
    expect(text).toContain('Lost players:\n  a and b: no heartbeat\n');
    expect(text).toContain('owed:\n  a and b, trials 1 and 2: nobody heard that its Reset ran');
  });
});
