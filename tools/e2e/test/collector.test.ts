import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Program, waitUntil } from '@conductor/lab';
import type { RunEvent, RunResult } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { startTestBed, type TestBed } from '../src/test-bed.ts';

const RESET = ['step1: echo reset >>steps'];
/** Prints before and after somebody says `go`: 4 MB of lines in all. */
const LINES = (from: number) => `seq ${from} ${from + 299_999}`;
const LONG_RUN = [`step1: ${LINES(1)}; while ! [ -e go ]; do sleep 0.1; done; ${LINES(300_001)}`];

/** A collector that has to be started first, on a machine that has much to do, is waited for no longer than a lease. */
const PATIENT = 'lease: 60';
const EXTERNAL = ['collector: external', PATIENT];

/** The arguments of the collector that a run asks for. */
async function askedFor(conduct: Program): Promise<string[]> {
  const line = await conduct.lines.find((said) => /^ {2}collector test\.cfg /.test(said));
  return line.trim().split(' ').slice(1);
}

function collected(bed: TestBed): string {
  return join(bed.folder, 'results-collected', 'latest');
}

function resultIn(directory: string): RunResult {
  return JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8'));
}

function eventsIn(directory: string): RunEvent[] {
  const lines = readFileSync(join(directory, 'events.ndjson'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

describe('a run with an external collector', () => {
  test('that is killed in mid-Run and started again has every byte once', async () => {
    const phases = { run: LONG_RUN, collect: ['step1: rm go'], reset: RESET };
    await using bed = await startTestBed({ players: { dut: phases }, settings: [...EXTERNAL, 'trials: 2'] });
    const conduct = bed.conduct('run', 'test.cfg');
    const words = await askedFor(conduct);
    const output = 'results-collected/latest/trial-001/run/dut/01-step1.out';
    const first = bed.collector(...words);
    await waitUntil(() => bed.read(output).length > 0, { what: () => 'the first bytes', limitMs: 30_000 });
    first.kill('SIGKILL');
    await first.ended;
    bed.write('dut/go', '');
    const second = bed.collector(...words);
    await second.lines.find((line) => line.includes('trial 1 of 2 is here'));
    bed.write('dut/go', '');
    expect(await second.ended).toMatchObject({ exitCode: 0 });
    expect(await conduct.ended).toMatchObject({ exitCode: 0 });

    const whole = Array.from({ length: 600_000 }, (_, at) => `${at + 1}\n`).join('');
    expect(bed.read(output) === whole).toBe(true);
    const [trial] = resultIn(collected(bed)).trials;
    const sha256 = createHash('sha256').update(whole).digest('hex');
    expect(trial?.phases[1]?.players[0]?.steps[0]?.stdout).toMatchObject({ bytes: whole.length, sha256 });
    const outputs = eventsIn(collected(bed)).filter((event) => event.kind === 'output-collected');
    const names = outputs.map((event) => JSON.stringify([event.trial, event.step, event.channel]));
    expect(new Set(names).size).toBe(names.length);
  });

  test('counts what the players say, and tells where outputs and outcomes are', async () => {
    const phases = { run: ['step1: echo hello; exit 3', 'step2: true'], reset: RESET };
    await using bed = await startTestBed({ players: { dut: phases, sink: {} }, settings: [PATIENT, 'trials: 5'] });
    const conduct = bed.conduct('run', 'test.cfg', '--collector', 'external', '-t', '1', '-c', 'dut');
    const words = await askedFor(conduct);
    expect(words.slice(-4)).toEqual(['--trials', '1', '--players', 'dut']);
    const collector = bed.collector(...words);
    const { exitCode, stdout } = await conduct.ended;
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/run +dut +of 2 steps: 1 failed/);
    expect(stdout).toMatch(/An external collector has the results/);
    expect(await collector.ended).toMatchObject({ exitCode: 0 });
    const here = bed.result();
    expect(here).toMatchObject({ collector: 'external', verdict: 'failed', exitCode: 1 });
    expect(here.trials[0]?.phases[1]?.players[0]).toMatchObject({ counts: { steps: 2, failed: 1 }, steps: [] });
    expect(here.writtenBy).toBe('conduct');
    expect(resultIn(collected(bed))).toMatchObject({ collector: 'own', writtenBy: 'collector', exitCode: null });
    const there = resultIn(collected(bed)).trials[0]?.phases[1]?.players[0]?.steps;
    expect(there?.map(({ outcome }) => outcome)).toMatchObject([{ code: 3 }, { code: 0 }]);
    const [junit, page] = ['junit.xml', 'report.html'].map((name) => readFileSync(join(collected(bed), name), 'utf8'));
    expect(junit).toMatch(/name="step1" time="[0-9.]+">\n<failure type="exited"/);
    expect(page).toContain('What failed');
  });

  test('waits for one that is started late, and says so', async () => {
    await using bed = await startTestBed({
      players: { dut: { run: ['step1: echo hello'], reset: RESET } },
      settings: EXTERNAL,
    });
    const conduct = bed.conduct('run', 'test.cfg');
    const words = await askedFor(conduct);
    await conduct.lines.find((line) => /dut +waited for: a collector; \d+ bytes/.test(line));
    const collector = bed.collector(...words);
    expect(await conduct.ended).toMatchObject({ exitCode: 0 });
    expect(await collector.ended).toMatchObject({ exitCode: 0 });
    expect(bed.read('dut/steps')).toBe('reset\n');
  });

  test('that nobody starts is ended after a lease without progress, and every player is reset', async () => {
    await using bed = await startTestBed({
      players: { dut: { startup: ['step1: true'], run: ['step1: echo run >>steps'], reset: RESET } },
      settings: ['collector: external', 'lease: 6'],
    });
    const { exitCode, stdout } = await bed.run();
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/made no progress for 6 s .*; does its collector run, and has it room\?/);
    expect(bed.read('dut/steps')).toBe('reset\n');
  });

  test('is not written by two: a collector in the directory of conduct is refused, and names it', async () => {
    const dut = { run: ['step1: touch begun; sleep 1000'] };
    await using bed = await startTestBed({ players: { dut }, settings: [PATIENT] });
    const conduct = bed.conduct('run', 'test.cfg', '--collector', 'external', '--results', 'results');
    const [file = '', run = '', id = ''] = await askedFor(conduct);
    const { exitCode, stderr } = await bed.collector(file, run, id, '--results', 'results').ended;
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(new RegExp(`is being written by .*\\(pid ${conduct.pid}\\)`));
    const elsewhere = bed.collector(file, run, id, '--results', 'elsewhere');
    // Run begins when what Startup left has been collected.
    await waitUntil(() => existsSync(join(bed.folder, 'dut/begun')), { what: () => 'the step', limitMs: 30_000 });
    conduct.kill('SIGINT');
    expect(await elsewhere.ended).toMatchObject({ exitCode: 0 });
    expect(await conduct.ended).toMatchObject({ exitCode: 130 });
  });
});

describe('a collector', () => {
  test('that is started before the run waits for its player, says so, and ends by Ctrl-C', async () => {
    await using bed = await startTestBed({ players: { dut: {} } });
    const collector = bed.collector('test.cfg', '--run', '20261123T231500Z-k3f9');
    await collector.lines.find((line) =>
      /^waiting for run 20261123T231500Z-k3f9: player "dut" has nothing of this run, and keeps no other/.test(line),
    );
    collector.kill('SIGINT');
    expect(await collector.ended).toMatchObject({ exitCode: 130, stderr: /what came is kept/ });
  });

  test('waits for a player that is not there only as long as it was told, and makes nothing', async () => {
    await using bed = await startTestBed({ players: { dut: {} } });
    await bed.player('dut')[Symbol.asyncDispose]();
    const words = ['--run', '20261123T231500Z-k3f9', '--wait-players', '0.5'];
    const { exitCode, stderr } = await bed.collector('test.cfg', ...words).ended;
    expect(stderr).toMatch(/^collector: run .*refused the connection.* \(waited 0\.5 s: --wait-players\)/);
    expect(exitCode).toBe(3);
    expect(existsSync(join(bed.folder, 'results'))).toBe(false);
  });
});
