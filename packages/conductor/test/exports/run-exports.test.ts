import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RunDirectory } from '@conductor/results';
import { PHASES, type RunEventBody } from '@conductor/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RunExports } from '../../src/exports/run-exports.ts';
import { EMPTY_TEST } from '../empty-run.ts';
import { RUN_ID } from '../facts.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'conductor-exports-'));
});
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 }));

function newDirectory(): Promise<RunDirectory> {
  const test = { ...EMPTY_TEST, trials: 2 };
  const [runId, conductor, version] = [RUN_ID, 'ann@lab', '1.0.0'];
  return RunDirectory.create({ root, test, runId, sources: [], phases: PHASES, conductor, version, insecure: false });
}

const trialEvents = (trial: number): RunEventBody[] => [
  { kind: 'trial-started', trial: { caseName: '', trial } },
  { kind: 'reset-settled', player: 'dut', trial: { caseName: '', trial }, state: 'paid' },
  { kind: 'trial-ended', trial: { caseName: '', trial } },
];

describe('junit.xml of a run directory', () => {
  test('is made after each trial and says that the run is not over, so that a crash leaves no pass', async () => {
    await using directory = await newDirectory();
    const exports = new RunExports(directory);
    for (const body of trialEvents(1)) directory.append(body);
    const junit = () => readFile(path.join(directory.path, 'junit.xml'), 'utf8');
    await vi.waitFor(async () => expect(await junit()).toContain('the run is not over: 1 of 2 trials are'), 20_000);
    for (const body of [...trialEvents(2), { kind: 'run-ended', exitCode: 0 } as const]) directory.append(body);
    await exports.finish();
    expect(await junit()).toContain('failures="0" errors="0"');
    expect(await junit()).toContain('<testcase classname="test" name="run" time="0.000"/>');
  });

  test('stands alone where nothing is to be measured', async () => {
    await using directory = await newDirectory();
    const exports = new RunExports(directory);
    for (const body of trialEvents(1)) directory.append(body);
    await exports.finish();
    expect(await readdir(directory.path)).not.toContain('metrics.csv');
  });

  test('that cannot be written costs the run a sentence among its problems, once', async () => {
    await using directory = await newDirectory();
    const exports = new RunExports(directory);
    await mkdir(path.join(directory.path, 'junit.xml'));
    await writeFile(path.join(directory.path, 'junit.xml', 'in the way'), '');
    for (const body of [...trialEvents(1), ...trialEvents(2)]) directory.append(body);
    await exports.finish();
    expect(directory.result().problems).toEqual([expect.stringMatching(/^cannot write .*junit\.xml/)]);
  });
});

describe('the page of a run directory', () => {
  test('is made when the run is over', async () => {
    await using directory = await newDirectory();
    const exports = new RunExports(directory);
    for (const body of [...trialEvents(1), { kind: 'run-ended', exitCode: 0 } as const]) directory.append(body);
    await exports.finish();
    const page = await readFile(path.join(directory.path, 'report.html'), 'utf8');
    expect(page).toContain('<p class="sentence">passed: 2 trials (1 passed, 1 never began), exit code 0</p>');
  });
});
