import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metric, Outcome, OutputResult, StepResult, TrialResult } from '@conductor/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Measurer } from '../../src/index.ts';
import { metricOf, sourceOf } from '../support/metrics.ts';
import { EMPTY, part, runResult, stepResult, ZERO } from '../support/sample-result.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'conductor-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Writes an output into the run directory. */
function stored(name: string, content: string | Uint8Array): OutputResult {
  writeFileSync(path.join(directory, name), content);
  return { path: name, bytes: content.length, sha256: 'aa', rewound: [] };
}

function step(index: number, more: Partial<StepResult>, outcome: Outcome = ZERO): StepResult {
  return stepResult(index, outcome, 'passed', more);
}

function trialOf(run: readonly StepResult[], startup: readonly StepResult[] = []): TrialResult {
  const [trial] = runResult({ startup: [part('dut', startup)], run: [part('dut', run)] }).trials;
  if (trial === undefined) throw new Error('one trial was asked for');
  return trial;
}

async function measure(trial: TrialResult, metric: Partial<Metric> = {}, stallMs = 30_000) {
  await using measurer = new Measurer(directory, { stallMs });
  const [reading] = await measurer.measure(trial, [metricOf(metric)]);
  return reading?.kind === 'value' ? reading.value : reading?.reason;
}

describe('a metric in a trial', () => {
  it('is the number in the output of its step, in its own unit', async () => {
    expect(await measure(trialOf([step(1, { stdout: stored('out', 'rate 94.5\n') })]))).toBe(94.5e6);
    expect(await measure(trialOf([step(1, { stdout: stored('out', '0.276') })]), { scale: 1e-3 })).toBe(0.000276);
  });

  it('is looked for in the second output where the first has none', async () => {
    const bytes = { kind: 'output', channels: ['err', 'out'] } as const;
    const trial = trialOf([step(1, { stderr: stored('err', 'none\n'), stdout: stored('out', '7') })]);
    expect(await measure(trial, { source: sourceOf(1, bytes), scale: 1 })).toBe(7);
  });

  it('is in the one fetched file that matches', async () => {
    const { path: stem = '' } = stored('fetched', '{"a":[1,2,3]}');
    const file = { source: '/tmp/r/out.json', path: stem ?? '', bytes: 1, mode: 0o644, modified: '', sha256: 'aa' };
    const trial = trialOf([step(1, { kind: 'fetch', files: [file, { ...file, source: '/tmp/r/other.txt' }] })]);
    const extraction = { kind: 'json', path: [{ kind: 'member', name: 'a' }, { kind: 'every' }] } as const;
    const inFile = (pattern: string) =>
      measure(trial, { extraction, scale: 1, fold: 'sum', source: sourceOf(1, { kind: 'file', pattern }) });
    expect(await inFile('*.json')).toBe(6);
    expect(await inFile('/tmp/*/out.j?on')).toBe(6);
    expect(await inFile('*.csv')).toBe(
      'dut, run, step1: no file that it brought home matches *.csv (/tmp/r/out.json, /tmp/r/other.txt)',
    );
    expect(await inFile('*')).toContain('2 files match *');
  });

  it('is the growth of a counter since another step; one that went back has none', async () => {
    const trial = trialOf(
      [step(1, { stdout: stored('after', 'x 12') })],
      [step(1, { stdout: stored('before', 'x 5') })],
    );
    const extraction = { kind: 'counter', format: 'nstat', counter: 'x' } as const;
    const since = sourceOf(1, undefined, 'startup');
    expect(await measure(trial, { extraction, since, scale: 1 })).toBe(7);
    const back = { extraction, source: since, since: sourceOf(1), scale: 1 };
    expect(await measure(trial, back)).toContain('the counter went back, from 12 to 5');
  });

  it('is how long the step took', async () => {
    const duration = { extraction: { kind: 'duration' }, scale: 1 } as const;
    expect(await measure(trialOf([step(1, { durationMs: 1234 })]), duration)).toBe(1.234);
    expect(await measure(trialOf([step(1, { durationMs: null })]), duration)).toBe('dut, run, step1: it did not run');
  });

  it.each<[string, Partial<StepResult>, string]>([
    ['is empty', { stdout: EMPTY }, 'dut, run, step1: its output is empty'],
    [
      'is not there',
      { stdout: { path: 'gone', bytes: 1, sha256: 'aa', rewound: [] } },
      'dut, run, step1, output: it cannot be read',
    ],
    [
      'would be elsewhere',
      { stdout: { path: '../out', bytes: 1, sha256: 'aa', rewound: [] } },
      'dut, run, step1, output: it is not below the run directory',
    ],
    [
      'is not whole',
      { stdout: { path: 'out', bytes: 1, sha256: null, rewound: [] } },
      'its output did not come home whole',
    ],
    [
      'never was',
      { stdout: EMPTY, startTime: null, outcome: { kind: 'skipped', reason: 'the run was stopped' } },
      'its output is empty: it did not run (the run was stopped)',
    ],
  ])('has a reason and no value where the output %s', async (_, more, reason) => {
    expect(await measure(trialOf([step(1, more)]))).toContain(reason);
  });

  it('has no value where several numbers are and nobody said which', async () => {
    expect(await measure(trialOf([step(1, { stdout: stored('out', '1\n2\n') })]))).toBe(
      'dut, run, step1, output: 2 numbers where one was expected; say which: first, last, mean, min, max or sum',
    );
  });
});

describe('the search for numbers', () => {
  it('ends where a pattern has no end, and does not begin again in the next trial', async () => {
    const trial = trialOf([step(1, { stdout: stored('out', 'a'.repeat(60)) })]);
    const metrics = [
      metricOf({ extraction: { kind: 'regex', pattern: '(a+)+b', ignoresCase: false } }),
      metricOf({ name: 'other', extraction: { kind: 'duration' }, scale: 1 }),
    ];
    await using measurer = new Measurer(directory, { stallMs: 1000 });
    const first = await measurer.measure(trial, metrics);
    expect(first).toMatchObject([
      { kind: 'none', reason: expect.stringContaining('took longer than 1 s') },
      { value: 1.2 },
    ]);
    const [second] = await measurer.measure(trial, metrics);
    expect(second).toMatchObject({ reason: 'dut, run, step1, output: not looked through: it took too long in out' });
  });

  it('goes through an output that is larger than any text can be, and leaves out the rest of a line without end', async () => {
    const block = `${'x'.repeat(2 ** 20 - 8)} 7\nrate\n`;
    const stdout = stored('out', `${'1'.repeat(2 ** 20)}${block.repeat(64)}rate 94.5`);
    const trial = trialOf([step(1, { stdout })]);
    const extraction = { kind: 'regex', pattern: 'rate ([0-9.]+)', ignoresCase: false } as const;
    expect(await measure(trial, { extraction, scale: 1 })).toBe(94.5);
    const json = { kind: 'json', path: [] } as const;
    expect(await measure(trial, { extraction: json })).toContain('JSON is read up to 64 MiB');
  });

  it('is left when nobody waits any more', async () => {
    const trial = trialOf([step(1, { stdout: stored('out', 'a'.repeat(60)) })]);
    await using measurer = new Measurer(directory);
    const leaving = new AbortController();
    const metric = metricOf({ extraction: { kind: 'regex', pattern: '(a+)+b', ignoresCase: false } });
    const measuring = measurer.measure(trial, [metric], leaving.signal);
    leaving.abort(new Error('enough'));
    await expect(measuring).rejects.toThrow('enough');
  });
});
