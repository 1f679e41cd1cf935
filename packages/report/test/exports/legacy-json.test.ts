import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatLegacyJson } from '../../src/exports/legacy/format-legacy-json.ts';
import { EMPTY, part, runResult, stepResult, THREE, ZERO } from '../support/sample-result.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'conductor-legacy-'));
});
afterEach(() => rm(directory, { recursive: true }));

const exit = { kind: 'signal', signal: 'SIGINT' } as const;

test('the legacy JSON has the members of the original in their order, with its codes and messages', async () => {
  await writeFile(path.join(directory, 'out'), 'one\r\ntwo\u001b[0m\xff\n', 'latin1');
  const stdout = { ...EMPTY, path: 'out', bytes: 16 };
  const steps = [
    stepResult(1, ZERO, 'passed', { stdout }),
    stepResult(2, THREE, 'failed'),
    stepResult(3, { kind: 'signaled', signal: 'SIGKILL' }, 'failed'),
    stepResult(4, { kind: 'timed-out', limitMs: 30_000, exit }, 'failed'),
    stepResult(5, { kind: 'deadline', limitMs: 2000, exit }, 'passed', { kind: 'timeout' }),
    stepResult(6, { kind: 'lifetime-over', exit }, 'passed', { kind: 'spawn' }),
    stepResult(7, { kind: 'skipped', reason: 'a step failed' }, 'skipped', { startTime: null, durationMs: null }),
  ];
  const text = await formatLegacyJson(runResult({ run: [part('dut', steps)] }), directory);
  expect(text).not.toContain('\u001b');
  const at = '2026-11-23T23:15:02.200000';
  const times = { start_time: '2026-11-23T23:15:00.000000', end_time: '2026-11-23T23:15:02.000000' };
  const results = [
    { timestamp: at, code: 0, message: 'one\ntwo\u001b[0m\ufffd\n' },
    { timestamp: at, code: 3, message: 'iperf3 -c 10.0.0.2' },
    { timestamp: at, code: -9, message: 'iperf3 -c 10.0.0.2' },
    { timestamp: at, code: 1, message: 'Command timed out after 30 seconds' },
    { timestamp: at, code: 0, message: '' },
    { timestamp: at, code: 0, message: 'Spawned' },
    { timestamp: null, code: 1, message: 'a step failed' },
    { timestamp: '2026-11-23T23:15:02.000000', code: 65535, message: 'phases complete' },
  ];
  const metadata = { ...times, end_time: '2026-11-23T23:15:12.300000', total_trials: 1, total_workers: 2 };
  const workers = { worker_0: { ...times, results, name: 'dut' } };
  const trials = [{ trial_number: 1, ...times, phases: { run: { ...times, workers } } }];
  expect(JSON.parse(text)).toEqual({ metadata, trials });
  expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify({ metadata, trials }));
});

test('a message says where the rest is of an output that is larger than what the original takes, or not there', async () => {
  const megabytes = 11;
  await writeFile(path.join(directory, 'out'), Buffer.alloc(megabytes * 2 ** 20, 'a'));
  const steps = [
    stepResult(1, ZERO, 'passed', { stdout: { ...EMPTY, path: 'out', bytes: megabytes * 2 ** 20 } }),
    stepResult(2, ZERO, 'passed', { stdout: { ...EMPTY, path: '../outside', bytes: 5 } }),
  ];
  const text = await formatLegacyJson(runResult({ run: [part('dut', steps)] }), directory);
  const [first, second] = JSON.parse(text).trials[0].phases.run.workers.worker_0.results;
  expect(first.message).toHaveLength(10 * 2 ** 20 + '\n(the first 10 MB of 12 MB in out)\n'.length);
  expect(first.message.endsWith('a\n(the first 10 MB of 12 MB in out)\n')).toBe(true);
  expect(second.message).toBe('(../outside cannot be read)\n');
});
