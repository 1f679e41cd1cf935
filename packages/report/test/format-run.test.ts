import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatJunit } from '../src/exports/junit/format-junit.ts';
import { formatRun } from '../src/format-run.ts';
import { resultOf } from './support/metrics.ts';
import { EMPTY, part, runResult, stepResult, THREE, ZERO } from './support/sample-result.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'conductor-report-'));
});
afterEach(() => rm(directory, { recursive: true }));

const passed = part('source', [stepResult(1, ZERO, 'passed')]);

/** The text of a run whose only failed step wrote this. */
async function textOf(bytes: Buffer | string, name = 'out'): Promise<string> {
  await writeFile(path.join(directory, 'out'), bytes);
  const stdout = { path: name, bytes: Buffer.from(bytes).length, sha256: 'aa', rewound: [] };
  return formatRun(runResult({ run: [part('dut', [stepResult(1, THREE, 'failed', { stdout })])] }), { directory });
}

describe('the text of a run', () => {
  test('has how far together the players started, of many trials the worst', async () => {
    const start = { time: '', lateMs: 0, uncertaintyMs: 0.1 };
    const both = ['source', 'dut'].map((player) => part(player, [stepResult(1, ZERO, 'passed')], { start }));
    const result = runResult({ run: both }, 2);
    const trials = result.trials.map((trial, at) => ({
      ...trial,
      phases: trial.phases.map((phase) => ({
        ...phase,
        start: { mode: 'aligned' as const, spreadMs: at + 0.5, uncertaintyMs: 0.2, first: 'dut', last: 'source' },
      })),
    }));
    expect(await formatRun({ ...result, trials }, { directory })).toContain(`
Started within:
  run: 1.50 ms (± 0.20 ms), dut first, source last; the worst of 2 trials, trial 2
`);
  });

  test('has what was not as before after Reset, and what could not be looked at', async () => {
    const changes = [
      { item: 'sysctls', subject: 'net.ipv4.ip_forward', before: '0', after: '1' },
      { item: 'firewall', subject: 'table inet lab', before: null, after: '' },
    ];
    const unseen = [{ item: 'modules', reason: 'kldstat: not found; exit 127' }];
    const host = { kind: 'compared', changes, changeCount: 3, itemCount: 8, unseen, verdict: 'failed' } as const;
    const result = runResult({ reset: [passed] });
    const trials = result.trials.map((trial) => ({
      ...trial,
      resets: [{ player: 'dut', state: 'paid' as const, time: null, host }],
    }));
    expect(await formatRun({ ...result, trials }, { directory })).toContain(`
Hosts after Reset:
  as before Startup, in what was looked at: 0 of 1 times
  dut: not restored: net.ipv4.ip_forward 0 → 1
  dut: left behind: firewall table inet lab
  dut: 1 more things are not as they were
  dut: not looked at: modules (kldstat: not found; exit 127)
`);
    const xml = await formatJunit({ ...result, trials }, directory);
    expect(xml).toContain(
      'name="host as before" time="0.000">\n<failure type="state" message="not restored: net.ipv4.ip_forward 0 → 1">',
    );
  });

  test('has what was measured, why there is no value, and what the checks came to', async () => {
    const metrics = [
      resultOf([9.3e9, 9.4e9, null], { of: 1e10 }),
      resultOf([0, 0, 0], { name: 'loss', unit: '%' }),
      resultOf([null, null, null], { name: 'rtt', unit: 's' }),
    ];
    const check = { metric: 'rate', caseName: '', text: 'mean >= 9 Gbit/s' };
    const checks = [
      { ...check, verdict: 'failed', found: 'no value in trial 3: \u001b[31m' },
      { ...check, metric: 'loss', verdict: 'passed', found: '0 %' },
    ] as const;
    const text = await formatRun(runResult({ run: [passed] }, 3, { metrics, checks }), { directory });
    expect(text).toContain(
      `
Metrics:
  metric  values                  mean   95 % interval         min         max
  rate    2 of 3  9.35 Gbit/s (93.5 %)  ± 635.3 Mbit/s  9.3 Gbit/s  9.4 Gbit/s
  loss         3                   0 %             ± 0         0 %         0 %
  rtt     0 of 3

No value:
  rate: dut, run, step1: nothing (trial 3)
  rtt: dut, run, step1: nothing (in every trial)

Checks:
  failed: rate: mean >= 9 Gbit/s: no value in trial 3: \\e[31m
  passed: loss: mean >= 9 Gbit/s: 0 %
`,
    );
  });

  test('has a table of trials, phases and players, the verdict, and the path of the directory last', async () => {
    const text = await formatRun(runResult({ startup: [passed], run: [passed, part('dut', [])] }), { directory });
    expect(text).toBe(`throughput: run 20261123T231500Z-k3f9 by tester@bench1, Conductor 1.0.0
2026-11-23 23:15:00 UTC to 2026-11-23 23:15:12 UTC (12.30 s)

trial  phase    player  steps  passed  failed  unknown  skipped    time  verdict
1      startup  source      1       1       0        0        0  1.20 s  passed
1      run      source      1       1       0        0        0  1.20 s  passed

passed: 1 trial (1 passed), exit code 0
${directory}
`);
  });

  test('of a run whose steps passed and whose exit code is another does not call it passed', async () => {
    const text = await formatRun({ ...runResult({ run: [passed] }), exitCode: 3 }, { directory });
    expect(text).toContain('not passed: 1 trial (1 passed), exit code 3');
  });

  test('of a run with an external collector has what was counted, and tells where the rest is', async () => {
    const counts = { steps: 3, failed: 1, unknown: 0, leftovers: 2 };
    const counted = part('dut', [], { counts, verdict: 'failed' });
    const text = await formatRun(runResult({ run: [counted] }, 1, { collector: 'external' }), { directory });
    expect(text).toMatch(/^1 +run +dut +3 +1 +0 +failed$/m);
    expect(text).toMatch(/^An external collector has the results: /m);
    expect(text).toContain('dut, trial 1, run: processes were left behind: 2');
  });

  test('of the directory of a collector tells what that knows: when all results were here, or that they are not', async () => {
    const known = { endTime: null, exitCode: null, writtenBy: 'collector' } as const;
    const whole = await formatRun({ ...runResult({ run: [passed] }), ...known }, { directory });
    expect(whole).toMatch(/^2026-11-23 23:15:00 UTC to 2026-11-23 23:15:\d\d UTC \(/m);
    expect(whole).toContain('passed: 1 trial (1 passed), all results are here; the exit code is with conduct\n');
    const two = runResult({ run: [passed] }, 2);
    const half = await formatRun({ ...two, ...known, trials: two.trials.slice(1) }, { directory });
    expect(half).toMatch(/^2026-11-23 23:15:00 UTC to results that have not all come$/m);
    expect(half).toContain('(1 passed, 1 not here), not all results are here; the exit code is with conduct\n');
  });

  test('tells a failed step with its place, reason, command and the last lines of its output', async () => {
    const text = await textOf(Array.from({ length: 30 }, (_, line) => `line ${line + 1}\n`).join(''));
    expect(text).toContain(
      '\nfailed: trial 1, dut, run, step1: exit 3, 1.20 s\n  $ iperf3 -c 10.0.0.2\n  output: out (231 bytes)\n',
    );
    expect(text.match(/ {4}\| .*/g)).toEqual(Array.from({ length: 10 }, (_, line) => `    | line ${line + 21}`));
  });

  test('says of a step at the default limit how to write a longer one', async () => {
    const outcome = {
      kind: 'timed-out' as const,
      limitMs: 30_000,
      exit: { kind: 'signal' as const, signal: 'SIGINT' },
    };
    const text = await formatRun(runResult({ run: [part('dut', [stepResult(1, outcome, 'failed')])] }), { directory });
    expect(text).toMatch(
      /still ran at the limit of 30 s, and was ended by SIGINT, 1\.20 s\n {2}write timeoutN: .* step_timeout/,
    );
  });

  test('tells steps of one key in a phase apart', async () => {
    const steps = [1, 2].map((index) => stepResult(index, THREE, 'failed', { key: 'timeout120' }));
    const text = await formatRun(runResult({ run: [part('dut', steps)] }), { directory });
    expect(text).toMatch(/timeout120 \(1\): exit 3[\s\S]*timeout120 \(2\): exit 3/);
  });

  test('lists lost players, what is owed, what was left behind, problems and remarks', async () => {
    const leftovers = [{ pid: 77, command: 'iperf3 -s', foundBy: 'limit-mark' }];
    const result = runResult(
      { run: [part('dut', [stepResult(1, ZERO, 'passed', { remarks: ['it truncated its output'] })], { leftovers })] },
      2,
      {
        verdict: 'unknown',
        exitCode: 4,
        problems: ['the disk was full'],
      },
    );
    const [first, second] = result.trials;
    const players = result.players.map((player) => ({
      ...player,
      lost: player.name === 'dut' ? 'no heartbeat for 30 s' : null,
    }));
    const owed = {
      ...second,
      resets: [
        { player: 'dut', state: 'unconfirmed' as const },
        { player: 'source', state: 'waived' as const },
      ],
    };
    const text = await formatRun({ ...result, players, trials: [first, owed] as typeof result.trials }, { directory });
    expect(text).toContain('Lost players:\n  dut: no heartbeat for 30 s\n');
    expect(text).toContain(
      '  dut, trial 2: nobody heard that its Reset ran: look at this player before you use it; if it is gone, start it again',
    );
    expect(text).toContain('  source, trial 2: Reset was not asked for and did not run');
    expect(text).toContain('  dut, trial 1, run: process 77 was left behind (limit-mark): iperf3 -s');
    expect(text).toContain('Problems:\n  the disk was full\n');
    expect(text).toContain('Remarks:\n  dut, run, step1: it truncated its output (in every trial)\n');
    expect(text).toMatch(/unknown: 2 trials .*exit code 4\n/);
  });

  test('lists the fetches that did not happen, with what they would have brought and why', async () => {
    const outcome = { kind: 'skipped', reason: 'the player was lost: \u001b[2Jno heartbeat' } as const;
    const fetch = stepResult(1, outcome, 'skipped', { key: 'fetch1', kind: 'fetch', text: '/var/log/*.log' });
    const result = runResult({ collect: [part('dut', [fetch, stepResult(2, outcome, 'skipped')])] });
    const section =
      '\nFetches that did not happen:\n  dut, collect, fetch1: /var/log/*.log: the player was lost: \\e[2Jno heartbeat\n\n';
    expect(await formatRun(result, { directory })).toContain(section);
    const open = { ...result, trials: result.trials.map((trial) => ({ ...trial, endTime: null })) };
    expect(await formatRun(open, { directory })).not.toContain('Fetches that did not happen');
  });

  test('tells why a player was lost once, however many of its steps had no end for it', async () => {
    const cause = 'no heartbeat for 30 s; start it again';
    const begun = { kind: 'unknown', reason: `it began, and the player was lost: ${cause}` } as const;
    const skipped = { kind: 'skipped', reason: `the player was lost: ${cause}` } as const;
    const fetch = stepResult(1, skipped, 'skipped', { key: 'fetch1', kind: 'fetch', text: '/var/log/*.log' });
    const steps = [stepResult(1, begun, 'unknown'), stepResult(2, begun, 'unknown')];
    const result = runResult({ run: [part('dut', steps)], collect: [part('dut', [fetch])] });
    const players = result.players.map((player) => ({ ...player, lost: player.name === 'dut' ? cause : null }));
    const text = await formatRun({ ...result, players }, { directory });
    expect(text.split(cause)).toHaveLength(2);
    expect(text).toContain(`Lost players:\n  dut: ${cause}\n`);
    expect(text).toContain('dut, run, step1: it began, and the player was lost\n');
    expect(text).toContain('  dut, collect, fetch1: /var/log/*.log: the player was lost\n');
  });

  test('of a run that was never told to end says so, and how many trials never began', async () => {
    const result = runResult({ run: [passed] }, 2, { endTime: null, exitCode: null });
    const text = await formatRun({ ...result, trials: result.trials.slice(1) }, { directory });
    expect(text).toContain('23:15:00 UTC to an end that nobody recorded\n');
    expect(text).toContain('passed: 2 trials (1 passed, 1 never began), the run was never told to end\n');
  });

  test('of a run in which no trial began says that, and not that no phase had a step', async () => {
    const text = await formatRun({ ...runResult({ run: [passed] }), trials: [] }, { directory });
    expect(text).toContain('\nNo trial began.\n');
  });

  test('marks a run over an insecure network', async () => {
    expect(await formatRun(runResult({ run: [passed] }, 1, { insecure: true }), { directory })).toContain(
      '\nINSECURE: ',
    );
  });

  test('says who the players were by their certificates, where they had any', async () => {
    const result = runResult({ run: [passed] });
    expect(await formatRun(result, { directory })).not.toContain('certificates');
    const [source, dut] = result.players;
    if (!source || !dut) throw new Error('the sample has two players');
    const players = [source, { ...dut, identity: 'conductor://k3f9/player/dut' }];
    const text = await formatRun({ ...result, players }, { directory });
    expect(text).toContain('\nby their certificates: dut is conductor://k3f9/player/dut\n');
  });

  test('has colours only when they are asked for', async () => {
    const result = runResult({ run: [part('dut', [stepResult(1, THREE, 'failed')])] });
    expect(await formatRun(result, { directory })).not.toContain('\u001b');
    expect(await formatRun(result, { directory, colour: true })).toContain('\u001b[31mfailed: 1 trial');
  });
});

describe('the text of a large run', () => {
  test('of 50 trials and 4 players fits two screens, and names what did not pass', async () => {
    const players = ['source', 'dut', 'sink', 'watch'].map((name) => part(name, [stepResult(1, ZERO, 'passed')]));
    const good = runResult({ startup: players, run: players, reset: players }, 50);
    const failing = runResult({
      startup: players,
      run: [part('dut', [stepResult(1, THREE, 'failed')])],
      reset: players,
    }).trials[0];
    const trials = good.trials.map((trial) => (trial.trial === 17 && failing ? { ...failing, trial: 17 } : trial));
    const text = await formatRun({ ...good, trials, verdict: 'failed', exitCode: 1 }, { directory });
    expect(text.split('\n').length).toBeLessThan(40);
    expect(text).toMatch(/^startup +dut +50 +50 +50 +0 +0 +0 /m);
    expect(text).toMatch(/^17 +run +dut +1 +0 +1 +0 +0 .* failed$/m);
    expect(text).toContain('failed: 50 trials (49 passed, 1 failed), exit code 1');
  });

  test('with 10,000 failed steps tells some and counts the others', async () => {
    const steps = Array.from({ length: 10_000 }, (_, place) => stepResult(place + 1, THREE, 'failed'));
    const text = await formatRun(runResult({ run: [part('dut', steps)] }), { directory });
    expect(text).toContain('and 9980 more failed steps; run.json has them all');
    expect(text.split('\n').length).toBeLessThan(100);
  });
});

describe('what a player wrote or called itself', () => {
  test('is shown, and never obeyed by the terminal', async () => {
    const text = await textOf('\u001b]0;owned\u0007\u001b[2J red \u202e txt\r\n');
    expect(text).toContain('    | \\e]0;owned\\x07\\e[2J red \\u202e txt\n');
    const name = '\u001b[31mdut\n';
    const evil = runResult({ run: [part(name, [stepResult(1, THREE, 'failed', { text: 'a\u0000b' })])] });
    const shown = await formatRun({ ...evil, problems: ['\u009b2J'] }, { directory });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(shown).toContain('$ a\\x00b\n');
    expect(shown).toContain('\\e[31mdut\\n');
  });

  test('is shown as bytes when it is no text', async () => {
    expect(await textOf(Buffer.from([0x00, 0xff, 0x41, 0x0a]))).toContain('    | \\x00\\xffA\n');
  });

  test('is cut when a line is long, and read only at its end when it is large', async () => {
    expect(await textOf('x'.repeat(100_000))).toMatch(/\| x{159}…\n/);
    const stdout = { path: 'out', bytes: 2 ** 40, sha256: 'aa', rewound: [] };
    await truncate(path.join(directory, 'out'), 2 ** 40);
    const before = process.memoryUsage.rss();
    await formatRun(runResult({ run: [part('dut', [stepResult(1, THREE, 'failed', { stdout })])] }), { directory });
    expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
  });

  test('does not begin with half a character where its beginning is cut off', async () => {
    expect(await textOf(`${'ü'.repeat(20_000)}\nend\n`)).not.toContain('\\x');
  });

  test('is not read when it is gone, a link, or outside the run directory', async () => {
    expect(await textOf('x', 'missing')).toContain('output: missing (1 byte): cannot be read');
    expect(await textOf('x', '../../etc/passwd')).toContain('cannot be read');
    await symlink('/etc/passwd', path.join(directory, 'link'));
    expect(await textOf('x', 'link')).toContain('output: link (1 byte): cannot be read');
  });

  test('and was not brought home whole is marked', async () => {
    await writeFile(path.join(directory, 'out'), 'part');
    const stderr = { path: 'out', bytes: 4, sha256: null, rewound: [] };
    const text = await formatRun(
      runResult({ run: [part('dut', [stepResult(1, THREE, 'failed', { stdout: EMPTY, stderr })])] }),
      { directory },
    );
    expect(text).toContain('  error output: out (4 bytes, not whole)\n    | part\n');
  });
});
