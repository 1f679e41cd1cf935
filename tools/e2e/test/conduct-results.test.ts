import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { emptyRun, foldRun, readEvents, runResult } from '@conductor/results';
import type { OutputResult, StepResult } from '@conductor/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

const HUGE_BYTES = 200_000_000;

/** Every odd way in which a step can end or write, in one run; by its key. */
const STEPS = {
  failing: String.raw`printf 'out\000\377'; printf 'err\n' >&2; exit 7`,
  timeout4: 'printf begun; trap "printf ended; exit 5" INT; sleep 1000',
  killed: 'kill -SEGV $$',
  missing: 'no-such-command-anywhere',
  unclosed: `echo 'it is`,
  binary: String.raw`printf '\377\376\033[31mred'`,
  huge: `head -c ${HUGE_BYTES} /dev/zero`,
  rewound: 'echo before; echo after >/dev/stdout; echo end',
} as const;

let bed: TestBed;
let exitCode: number | null;
beforeAll(async () => {
  const run = Object.entries(STEPS).map(([key, command]) => `${key}: ${command}`);
  bed = await startTestBed({ players: { dut: { run } } });
  ({ exitCode } = await bed.run());
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

function step(key: keyof typeof STEPS): StepResult {
  const phases = bed.result().trials[0]?.phases;
  const found = phases?.find(({ phase }) => phase === 'run')?.players[0]?.steps.find((one) => one.key === key);
  if (!found) throw new Error(`there is no step ${key}`);
  return found;
}

/** The bytes of an output, after its size and checksum in run.json have been found right. */
function bytesOf({ path, bytes, sha256 }: OutputResult): Buffer {
  const content = path === null ? Buffer.alloc(0) : readFileSync(join(bed.latest(), path));
  expect({ bytes, sha256 }).toEqual({
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  return content;
}

describe('after a run of steps that fail in every way', () => {
  test('the exit code says so', () => {
    expect(exitCode).toBe(1);
  });

  test('a failing step has its exit code, its times, and both outputs byte for byte', () => {
    const { outcome, verdict, startTime, durationMs, stdout, stderr } = step('failing');
    expect({ outcome, verdict }).toEqual({ outcome: { kind: 'exited', code: 7 }, verdict: 'failed' });
    expect(Date.parse(startTime ?? '')).toBeGreaterThan(Date.parse(bed.result().startTime));
    expect(durationMs).toBeGreaterThan(0);
    expect(bytesOf(stdout)).toEqual(Buffer.from([0x6f, 0x75, 0x74, 0x00, 0xff]));
    expect(bytesOf(stderr).toString()).toBe('err\n');
  });

  test('a step that reached its deadline has passed, with all that it printed', () => {
    const { outcome, verdict, durationMs, stdout } = step('timeout4');
    expect(outcome).toEqual({ kind: 'deadline', limitMs: 4_000, exit: { kind: 'code', code: 5 } });
    expect(verdict).toBe('passed');
    expect(durationMs).toBeGreaterThanOrEqual(4_000);
    expect(bytesOf(stdout).toString()).toBe('begunended');
  });

  test('a step that a signal killed names the signal', () => {
    expect(step('killed')).toMatchObject({ outcome: { kind: 'signaled', signal: 'SIGSEGV' }, verdict: 'failed' });
  });

  test('a command that is not found, and one that the shell cannot read, have the error of the shell', () => {
    expect(step('missing').outcome).toEqual({ kind: 'exited', code: 127 });
    expect(bytesOf(step('missing').stderr).toString()).toContain('no-such-command-anywhere');
    expect(step('unclosed').outcome).toMatchObject({ kind: 'exited', code: expect.any(Number) });
    expect(bytesOf(step('unclosed').stderr).toString()).toMatch(/unterminated|unexpected/i);
  });

  test('output that is no text is kept as it is', () => {
    expect(bytesOf(step('binary').stdout)).toEqual(Buffer.from('\xff\xfe\x1b[31mred', 'latin1'));
  });

  test('200 MB without a newline are kept whole', () => {
    const { stdout, verdict } = step('huge');
    expect({ verdict, bytes: stdout.bytes }).toEqual({ verdict: 'passed', bytes: HUGE_BYTES });
    expect(statSync(join(bed.latest(), stdout.path ?? '')).size).toBe(HUGE_BYTES);
    expect(stdout.sha256).toBe(createHash('sha256').update(Buffer.alloc(HUGE_BYTES)).digest('hex'));
  });

  test('output that the command truncated itself is kept beside what came after, with a remark', () => {
    const { stdout, remarks } = step('rewound');
    expect(stdout.rewound.length + remarks.length).toBeGreaterThan(0);
    expect(remarks.join()).toMatch(/truncated|>&2|capture/);
  });

  test('run.json is what the events alone come to', async () => {
    const state = emptyRun();
    for await (const event of readEvents(join(bed.latest(), 'events.ndjson'))) foldRun(state, event);
    expect(runResult(state)).toEqual(bed.result());
  });

  test('nothing of it is alive', () => {
    expect(bed.stepProcesses()).toEqual([]);
  });

  test('conduct show tells it again, and obeys no terminal escape', async () => {
    const { exitCode: code, stdout } = await bed.conduct('show', 'latest').ended;
    expect(code).toBe(0);
    expect(stdout).toContain('exit code 1');
    expect(stdout).not.toContain('\x1b');
  });
});
