import type { CheckResult, MatrixResult, RunResult, TrialMeasured } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { formatMarkdown, formatRun, metricsCsv, metricsNdjson } from '../src/index.ts';
import { resultOf } from './support/metrics.ts';
import { part, runResult, stepResult, ZERO } from './support/sample-result.ts';

const NAMES = ['size=64,mode==cmd', 'size=1500,mode=b'];
const MATRIX: MatrixResult = {
  order: 'interleaved',
  cases: NAMES.map((name) => ({
    name,
    values: [
      { name: 'size', value: /\d+/.exec(name)?.[0] ?? '' },
      { name: 'mode', value: name.split('mode=')[1] ?? '' },
    ],
  })),
};

/** A run of four turns of both cases, whose metric has these values in turn; a `null` is none. */
function runOf(values: readonly (number | null)[], more: Partial<RunResult> = {}): RunResult {
  const turns = [0, 1, 1, 0, 0, 1, 1, 0].map((at, place) => ({ caseName: NAMES[at] ?? '', trial: place + 1 }));
  const measured = turns.map((turn, at): TrialMeasured => {
    const value = values[at] ?? null;
    return value === null ? { ...turn, kind: 'none', reason: 'nothing' } : { ...turn, kind: 'value', value };
  });
  const whole = runResult({ run: [part('dut', [stepResult(1, ZERO, 'passed')])] }, turns.length, {
    matrix: MATRIX,
    metrics: [resultOf([], { trials: measured })],
    ...more,
  });
  return { ...whole, trials: whole.trials.map((trial, at) => ({ ...trial, ...turns[at] })) };
}

const LEVEL = [1e6, 9e6, 9.1e6, 1.1e6, 1.1e6, 9.1e6, 9e6, 1e6];

describe('the closing report of a run with cases', () => {
  test('has one row for each case, in the order of the file, and mixes no two', async () => {
    const check = { metric: 'rate', text: 'mean > 2 Mbit/s' };
    const checks: CheckResult[] = [
      { ...check, caseName: NAMES[0] ?? '', verdict: 'failed', found: '1.05 Mbit/s' },
      { ...check, caseName: NAMES[1] ?? '', verdict: 'passed', found: '9.05 Mbit/s' },
    ];
    const text = await formatRun(runOf(LEVEL, { checks }), { directory: '/nowhere' });
    expect(text).toContain(`
case               trials  passed  failed                        rate  checks
size=64,mode==cmd       4       4       0  1.05 Mbit/s ± 91.87 kbit/s  failed
size=1500,mode=b        4       4       0  9.05 Mbit/s ± 91.87 kbit/s  passed
the cases took turns: interleaved

All 8 trials together:
`);
    expect(text).toContain('  failed: rate, size=64,mode==cmd: mean > 2 Mbit/s: 1.05 Mbit/s\n');
    expect(text).not.toContain('passed: rate');
    expect(text).not.toContain('drift');
  });

  test('says nothing of turns where one case alone was run', async () => {
    const text = await formatRun(runOf(LEVEL, { matrix: { ...MATRIX, cases: MATRIX.cases.slice(0, 1) } }), {
      directory: '/nowhere',
    });
    expect(text).not.toContain('took turns');
  });

  test('says where trials have no value, and that a case had no turn', async () => {
    const run = runOf([null, 9e6, ...LEVEL.slice(2)]);
    const cases = [...MATRIX.cases, { name: 'size=9000', values: [] }];
    const text = await formatRun({ ...run, matrix: { ...MATRIX, cases } }, { directory: '/nowhere' });
    expect(text).toMatch(/^size=64,mode==cmd +4 +4 +0 +1\.067 Mbit\/s .* \(3 of 4\)$/m);
    expect(text).toMatch(/^size=9000 +0 +0 +0$/m);
    expect(text).toContain('rate: nothing (trial 1 (size=64,mode==cmd))');
  });

  test('tells of a drift that all cases have in common, and what order would do about it', async () => {
    const warming = LEVEL.map((value, at) => value + at * 2e5);
    const told = await formatRun(runOf(warming), { directory: '/nowhere' });
    expect(told).toMatch(/rate: drift in the course of the run, .*: \+2\d\.\d % .*; the cases took turns, so that/);
    const written = runOf(warming, { matrix: { ...MATRIX, order: 'as-written' } });
    expect(await formatRun(written, { directory: '/nowhere' })).toContain('with order: interleaved it would add');
  });

  test('has a column for each parameter in CSV, NDJSON and Markdown, where nothing is run or linked', async () => {
    const run = runOf(LEVEL);
    const [head, first] = [...metricsCsv(run)];
    expect(head).toBe('run,test,case,size,mode,trial,metric,player,value,unit,percent,reason\r\n');
    expect(first).toContain(`,"size=64,mode==cmd",64,'=cmd,1,rate,dut,1000000,bit/s,,\r\n`);
    const [line = ''] = [...metricsNdjson(run)];
    expect(JSON.parse(line)).toMatchObject({ trial: 1, parameters: { size: '64', mode: '=cmd' } });
    const markdown = await formatMarkdown(run, '/nowhere');
    expect(markdown).toContain('| size | mode | trials | passed | failed | rate |');
    expect(markdown).toContain('| 1500 | b | 4 | 4 | 0 | 9.05 Mbit/s ± 91.87 kbit/s |');
  });
});
