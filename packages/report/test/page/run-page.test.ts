import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { formatPage } from '../../src/page/format-page.ts';
import { shareRoom } from '../../src/page/logs/share-room.ts';
import { runPageData } from '../../src/page/run-page-data.ts';
import { measuredRun, runFolder, timeAt } from '../support/run-folder.ts';
import { EMPTY, part, runResult, stepResult, THREE, ZERO } from '../support/sample-result.ts';

describe('the page of a run', () => {
  test('is one file that only its own script and style are obeyed in, by their hashes', async () => {
    using folder = runFolder();
    const page = await formatPage(measuredRun(folder, ['dut'], 1), folder.path);
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toMatch(
      /^default-src &#39;none&#39;; script-src &#39;sha256-[A-Za-z0-9+/=]{44}&#39;; style-src &#39;sha256-[A-Za-z0-9+/=]{44}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;$/,
    );
    expect(page).not.toMatch(/ on[a-z]+=| style=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  test('waits for nobody where a hostile directory has pipes and links for outputs', async () => {
    using folder = runFolder();
    await execa('mkfifo', [path.join(folder.path, 'pipe')]);
    await execa('ln', ['-s', '/etc/hostname', path.join(folder.path, 'link')]);
    const steps = ['pipe', 'link', '../../elsewhere'].map((name, at) =>
      stepResult(at + 1, THREE, 'failed', { stdout: { ...EMPTY, path: name, bytes: 10 }, text: 'ping 10.0.0.2' }),
    );
    const page = await formatPage(runResult({ run: [part('dut', steps)] }), folder.path);
    expect(page.match(/It cannot be read\./g)).toHaveLength(3);
  });

  test('has a row and a plot for each case of a test with parameters', async () => {
    using folder = runFolder();
    const cases = ['size=64', 'size=1500'].map((name) => ({ name, values: [] }));
    const run = measuredRun(folder, ['dut'], 2);
    const caseNameOf = (at: number) => cases[at % 2]?.name ?? '';
    const page = await formatPage(
      {
        ...run,
        matrix: { order: 'interleaved', cases },
        trials: run.trials.map((trial, at) => ({ ...trial, caseName: caseNameOf(at) })),
        metrics: run.metrics.map((metric) => ({
          ...metric,
          trials: metric.trials.map((trial, at) => ({ ...trial, caseName: caseNameOf(at) })),
        })),
      },
      folder.path,
    );
    expect(page).toContain('The cases took turns: interleaved');
    expect(page).toMatch(/<td class="left">size=1500<\/td><td class="right">1<\/td>/);
    expect(page.match(/<figcaption>/g)).toHaveLength(2);
    expect(page).toContain('trial 2 (size=1500)');
  });

  test('says what changed since the run of the same test before it', async () => {
    using folder = runFolder();
    const write = (directory: string, file: string, content: unknown) => {
      mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
      writeFileSync(path.join(directory, file), JSON.stringify(content));
    };
    const testOf = (killGraceMs: number) => ({
      name: 'throughput',
      settings: { killGraceMs },
      players: [],
      metrics: [],
    });
    const before = path.join(folder.path, '../20261123T230000Z-aaaa');
    const now = measuredRun(folder, ['dut'], 1);
    write(before, 'run.json', { ...now, runId: '20261123T230000Z-aaaa', version: '0.9.0' });
    write(before, 'test/test.json', testOf(5000));
    write(folder.path, 'test/test.json', testOf(6000));
    const page = await formatPage(now, folder.path);
    expect(page).toContain('What changed since run 20261123T230000Z-aaaa');
    expect(page).toMatch(/conduct version<\/td><td class="left">0\.9\.0<\/td><td class="left">1\.0\.0/);
    expect(page).toMatch(/killGraceMs<\/td><td class="left">5000<\/td><td class="left">6000/);
  });

  test('has times on the conductor’s clock to the microsecond, and where nobody measured them the player’s own distances', async () => {
    using folder = runFolder();
    const steps = [
      stepResult(1, ZERO, 'passed', { startTime: timeAt(9_000_000), durationMs: 500 }),
      stepResult(2, ZERO, 'passed', { startTime: timeAt(9_000_600), durationMs: 100 }),
    ];
    const unmeasured = runResult({ run: [part('dut', steps)] });
    const guessed = await runPageData(unmeasured, folder.path, new Set());
    expect(guessed.trials[0]?.lanes[0]?.bars.map(({ fromMs }) => fromMs)).toEqual([0, 600]);
    const { trials } = await runPageData(measuredRun(folder, ['source', 'dut'], 1), folder.path, new Set());
    const [source, dut] = trials[0]?.lanes ?? [];
    expect(source?.starts).toEqual([{ phase: 'run', atMs: 1000.25, uncertaintyMs: 0.25 }]);
    expect(dut?.starts[0]?.atMs).toBe(1001.25);
    expect(source?.rows).toBe(3);
    expect(source?.waits).toEqual([{ fromMs: 11_400, toMs: 12_000 }]);
    expect(trials[0]?.series.map(({ subject, uncertaintyMs, points }) => [subject, uncertaintyMs, points[0]])).toEqual([
      ['ping', 0.25, [1000, 0.01]],
      ['vmstat', 0.25, [2000, 11]],
      ['iperf3', 0.25, [1500, 9.4e8]],
      ['ping', 0.25, [1001, 0.01]],
      ['vmstat', 0.25, [2001, 11]],
      ['iperf3', 0.25, [1501, 9.4e8]],
    ]);
  });
});

test('small outputs are shown whole, and what they leave of the room is shared by the large', () => {
  expect(shareRoom([10, 20], 100, 5)).toBe(Number.POSITIVE_INFINITY);
  expect(shareRoom([10, 1000, 2000], 100, 5)).toBe(45);
  expect(shareRoom([1000, 1000, 1000, 1000], 100, 50)).toBe(50);
});
