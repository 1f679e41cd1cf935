import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RunDirectory } from '@conductor/results';
import { type Check, type Metric, PHASES, type Settings, type Test } from '@conductor/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RunMeasuring } from '../../src/measure/run-measuring.ts';
import { settleRun } from '../../src/measure/settle-run.ts';
import { EMPTY_TEST } from '../empty-run.ts';
import { planOf, RUN_ID } from '../facts.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'conductor-measuring-'));
});
// The directory of a run is closed before; what wrote to it has ended.
afterEach(() => rmSync(root, { recursive: true }));

const place = { file: 'test.cfg', line: 1 };

/** A metric of which no trial here has a value: the step never runs. */
const METRIC: Metric = {
  name: 'took',
  place,
  text: 'dut/step1 duration',
  source: { player: 'dut', phase: 'run', index: 1, key: 'step1', bytes: { kind: 'step' } },
  since: null,
  extraction: { kind: 'duration' },
  fold: null,
  unit: 's',
  scale: 1,
  of: null,
};
const CHECK: Check = { metric: 'took', place, text: 'max < 1 s', fold: 'max', operator: '<', bound: 1, unit: 's' };

function testOf(settings: Partial<Settings> = {}): Test {
  const players = [planOf('dut', '127.0.0.1', 6970)];
  return {
    ...EMPTY_TEST,
    settings: { ...EMPTY_TEST.settings, ...settings },
    players,
    metrics: [METRIC],
    checks: [CHECK],
  };
}

function newDirectory(test: Test): Promise<RunDirectory> {
  const said = { runId: RUN_ID, conductor: 'ann@lab', version: '1.0.0', insecure: false };
  return RunDirectory.create({ root, test, sources: [], phases: PHASES, ...said });
}

const TRIAL = { caseName: '', trial: 1 };

/** A directory in which one trial was, and whoever measures it. */
async function measured(settings: Partial<Settings> = {}) {
  const test = testOf(settings);
  const directory = await newDirectory(test);
  const measuring = new RunMeasuring(directory, test);
  measuring.watch();
  directory.append({ kind: 'trial-started', trial: TRIAL });
  directory.append({ kind: 'trial-ended', trial: TRIAL });
  return { directory, measuring };
}

describe('a run that is measured', () => {
  test('has what became of each metric when a trial is over, and is judged at its end', async () => {
    const { directory, measuring } = await measured();
    await using _directory = directory;
    await using _measuring = measuring;
    expect(await settleRun(measuring, { kind: 'completed' }, [])).toEqual({ kind: 'completed' });
    const { metrics, checks, verdict } = directory.result();
    expect(metrics[0]?.trials).toEqual([
      { ...TRIAL, kind: 'none', reason: expect.stringContaining('dut, run, step1') },
    ]);
    expect(checks).toMatchObject([{ metric: 'took', verdict: 'failed' }]);
    expect(verdict).toBe('failed');
  });

  test('is interrupted, and not judged, when somebody asks for the end while it is measured', async () => {
    const { directory, measuring } = await measured();
    await using _directory = directory;
    await using _measuring = measuring;
    const [first, second] = [new AbortController(), new AbortController()];
    const settling = settleRun(measuring, { kind: 'completed' }, [first.signal, second.signal]);
    first.abort('SIGTERM');
    expect(await settling).toEqual({ kind: 'interrupted', signal: 'SIGTERM' });
    expect(directory.result().checks).toEqual([]);
  });

  test('is not judged when somebody else took it over, or the user left', async () => {
    const { directory, measuring } = await measured();
    await using _directory = directory;
    await using _measuring = measuring;
    const left = { kind: 'left', signal: 'SIGINT' } as const;
    expect(await settleRun(measuring, left, [])).toBe(left);
    expect(directory.result().checks).toEqual([]);
  });

  test('is measured elsewhere when an external collector has its results', async () => {
    const { directory, measuring } = await measured({ collector: 'external' });
    await using _directory = directory;
    await using _measuring = measuring;
    await settleRun(measuring, { kind: 'completed' }, []);
    expect(directory.result()).toMatchObject({ checks: [], metrics: [{ trials: [] }] });
  });
});
