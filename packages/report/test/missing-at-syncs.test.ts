import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StepResult } from '@conductor/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatRun } from '../src/format-run.ts';
import { part, runResult, stepResult, ZERO } from './support/sample-result.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'conductor-report-'));
});
afterEach(() => rm(directory, { recursive: true }));

const BROKEN = { kind: 'sync-broken', reason: 'dut waited 1 s for sink' } as const;

const at = (second: number) => `2026-11-23T23:15:${String(second).padStart(2, '0')}.000000Z`;

function sync(second: number | null, durationMs: number): StepResult {
  const times = { conductorTime: second === null ? null : at(second), durationMs };
  return stepResult(2, BROKEN, 'failed', { key: 'sync1', kind: 'sync', text: 'up', ...times });
}

/** A player whose step began at 0 s, and wrote this. */
async function player(name: string, written: string, meeting: StepResult) {
  if (written !== '') await writeFile(path.join(directory, name), written);
  const stdout = { path: written === '' ? null : name, bytes: Buffer.from(written).length, sha256: 'aa', rewound: [] };
  return part(name, [stepResult(1, ZERO, 'passed', { conductorTime: at(0), stdout }), meeting]);
}

test('who is not at a sync when it is broken is told with its step, and the last line of that', async () => {
  const startup = [
    await player('dut', 'fast\n', sync(1, 1000)),
    await player('router', '', sync(1, 1000)),
    await player('sink', 'loading\nwarming \u001b[31mup\n', sync(7, 1)),
    await player('source', '', sync(null, 0)),
  ];
  const text = await formatRun(runResult({ startup }), { directory });
  expect(text).toContain(String.raw`
Not at a sync in time:
  trial 1, startup, sync up: sink was at step1 ($ iperf3 -c 10.0.0.2), which ended with: warming \e[31mup
  trial 1, startup, sync up: source was at step1 ($ iperf3 -c 10.0.0.2), which wrote nothing
`);
});

test('a player that does not mention the sync, and a sync that all came to, are not told', async () => {
  const met = stepResult(2, { kind: 'synced' }, 'passed', {
    key: 'sync1',
    kind: 'sync',
    text: 'up',
    conductorTime: at(1),
  });
  const other = await player('source', '', stepResult(2, ZERO, 'passed', { conductorTime: at(9) }));
  const broken = await formatRun(runResult({ run: [await player('dut', '', sync(1, 1)), other] }), { directory });
  const whole = await formatRun(runResult({ run: [await player('dut', '', met), await player('sink', '', met)] }), {
    directory,
  });
  expect(broken + whole).not.toContain('Not at a sync');
});
