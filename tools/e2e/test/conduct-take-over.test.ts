import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Program, removeFolder } from '@conductor/lab';
import type { Phase } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { startTestBed, type TestBed } from '../src/test-bed.ts';

const PHASES = {
  startup: ['spawn1: sleep 1000', 'step1: echo startup >>steps'],
  run: ['step1: echo measured; echo kept >file; echo run >>steps; sleep 1000'],
  collect: ['step1: echo collect >>steps', 'fetch2: /etc/hosts'],
  reset: ['step1: echo reset >>steps'],
};

/** A bed in whose midst of Run the conductor is killed. */
async function killedInRun(lease: string, more: readonly string[] = []): Promise<TestBed> {
  const bed = await startTestBed({ players: { dut: PHASES, sink: PHASES }, settings: [lease, ...more] });
  const conduct = await conductUntilRun(bed);
  conduct.kill('SIGKILL');
  await conduct.ended;
  return bed;
}

async function conductUntilRun(bed: TestBed, ...words: readonly string[]): Promise<Program> {
  const conduct = bed.conduct('run', 'test.cfg', ...words);
  await Promise.all([bed.written('dut/steps', 'run'), bed.written('sink/steps', 'run')]);
  return conduct;
}

function outputOf(bed: TestBed, player: string): string {
  return readFileSync(join(bed.latest(), 'trial-001/run', player, '01-step1.out'), 'utf8');
}

describe('a conductor that is killed in Run', () => {
  test('leaves players that are held: status says so, and resume within the lease collects, resets, fetches', async () => {
    await using bed = await killedInRun('lease: 120', ['trials: 3']);
    const status = await bed.conduct('status').ended;
    expect(status.exitCode).toBe(5);
    expect(status.stdout).toMatch(
      /dut \(127\.0\.0\.1:\d+\): held by this run \(epoch 1\) of .* since .*, silent for .* s of 120 s .*; at trial 1, run step1; its Reset is owed/,
    );
    expect(status.stdout).toMatch(/^conduct resume \S+: /m);
    const { exitCode, stdout } = await bed.conduct('resume', 'latest').ended;
    expect(stdout).toMatch(/^resume of run \S+: .*Reset was paid on/m);
    expect(exitCode).toBe(3);
    expect(bed.read('dut/steps')).toBe('startup\nrun\ncollect\nreset\n');
    expect(bed.read('sink/steps')).toBe('startup\nrun\ncollect\nreset\n');
    expect(outputOf(bed, 'dut')).toBe('measured\n');
    expect(bed.stepProcesses()).toEqual([]);
    const { trials, exitCode: recorded, problems } = bed.result();
    expect(trials).toHaveLength(1);
    expect(trials[0]?.resets.map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(trials[0]?.phases[1]?.players[0]?.steps[0]?.outcome.kind).toBe('stopped');
    expect(trials[0]?.phases[2]?.players[0]?.verdict).toBe('passed');
    expect(recorded).toBe(3);
    expect(problems).toEqual([expect.stringMatching(/^taken over by .*: conduct resume$/)]);
    expect(await bed.conduct('status').ended).toMatchObject({ exitCode: 0 });
    expect(await bed.run('-p', 'startup', 'reset')).toMatchObject({ exitCode: 0 });
  });

  test('leaves players that reset themselves after the lease: resume fetches what they keep', async () => {
    await using bed = await killedInRun('lease: 6');
    await Promise.all([bed.written('dut/steps', 'reset'), bed.written('sink/steps', 'reset')]);
    await Promise.all(
      ['dut', 'sink'].map((name) => bed.player(name).lines.find((line) => line.includes('Reset: paid'))),
    );
    const { exitCode, stdout } = await bed.conduct('resume', 'latest').ended;
    expect(stdout).toMatch(/dut .*: free; its Reset is paid; it keeps \d+ bytes of results that nobody else has/);
    expect(exitCode).toBe(3);
    expect(outputOf(bed, 'dut')).toBe('measured\n');
    expect(stdout).toMatch(/^Fetches that did not happen:\n {2}dut and sink, collect, fetch2: \/etc\/hosts: /m);
    expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\n');
    expect(bed.result().trials[0]?.resets.map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(await bed.conduct('status').ended).toMatchObject({ exitCode: 0 });
  });

  test('with its players, which are started again: resume fetches what their earlier lives kept', async () => {
    await using bed = await killedInRun('lease: 120');
    for (const name of ['dut', 'sink']) {
      bed.player(name).kill('SIGKILL');
      await bed.player(name).ended;
      await bed.startPlayer(name);
    }
    const { exitCode, stdout } = await bed.conduct('resume', 'latest').ended;
    expect(stdout).toMatch(/dut .*: free; its Reset is paid; it keeps \d+ bytes of results that nobody else has/);
    expect(exitCode).toBe(3);
    expect(outputOf(bed, 'dut')).toBe('measured\n');
    expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\n');
    const [trial] = bed.result().trials;
    expect(trial?.resets.map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(trial?.phases[1]?.players[0]?.steps[0]?.outcome.kind).toBe('unknown');
    expect(await bed.conduct('status').ended).toMatchObject({ exitCode: 0 });
  });

  test('and whose players have forgotten everything can still have their Reset steps run', async () => {
    await using bed = await killedInRun('lease: 120');
    for (const name of ['dut', 'sink']) {
      bed.player(name).kill('SIGKILL');
      await bed.player(name).ended;
      await bed.written(`${name}/steps`, 'reset');
      removeFolder(join(bed.folder, `${name}.state`));
      await bed.startPlayer(name);
    }
    const status = await bed.conduct('status').ended;
    expect(status.stdout).toMatch(/dut .*: free; whether its Reset ran, nobody knows/);
    expect(status.exitCode).toBe(4);
    const first = bed.latest();
    const { runId } = bed.result();
    const { exitCode, stdout } = await bed.conduct('reset', runId).ended;
    expect(stdout).toContain(`the Reset steps of run ${runId} are run on dut, sink, in a run of their own`);
    expect(exitCode).toBe(0);
    expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\nreset\n');
    expect(first).not.toBe('');
    expect(await bed.conduct('status', runId).ended).toMatchObject({ exitCode: 0 });
  });
});

describe('a conductor that is killed', () => {
  /** Steps that say where they are; that of the phase in which somebody is killed ends only when `go` is there. */
  const stepsOf = (killedIn: Phase) => {
    const step = (phase: Phase) => {
      const wait = phase === killedIn ? 'until [ -e go ]; do sleep 0.05; done; ' : '';
      return [`timeout900: echo ${phase} >>steps; ${wait}echo ${phase} is done >>steps`];
    };
    return { startup: step('startup'), run: step('run'), collect: step('collect'), reset: step('reset') };
  };
  const COLLECTED = ['collect', 'collect is done', 'reset', 'reset is done'];

  test.each<[Phase, readonly string[]]>([
    ['startup', ['startup', ...COLLECTED]],
    ['run', ['startup', 'startup is done', 'run', ...COLLECTED]],
    ['collect', ['startup', 'startup is done', 'run', 'run is done', ...COLLECTED]],
    ['reset', ['startup', 'startup is done', 'run', 'run is done', ...COLLECTED]],
  ])('in %s is followed by a resume that does what is left, once', async (phase, steps) => {
    await using bed = await startTestBed({ players: { dut: stepsOf(phase) }, settings: ['lease: 120'] });
    const conduct = bed.conduct('run', 'test.cfg');
    await bed.written('dut/steps', `${phase}\n`);
    conduct.kill('SIGKILL');
    await conduct.ended;
    // What is left of Startup and Run is stopped; Collect and Reset come to their end.
    if (phase === 'collect' || phase === 'reset') bed.write('dut/go', '');
    expect(await bed.conduct('resume', 'latest').ended).toMatchObject({ exitCode: 3 });
    expect(bed.read('dut/steps').trim().split('\n')).toEqual(steps);
    expect(bed.result().trials[0]?.resets).toMatchObject([{ player: 'dut', state: 'paid' }]);
    expect(bed.result().trials[0]?.phases[2]?.verdict).toBe('passed');
  });

  test('while its player has files to hand over is followed by a resume that brings them home', async () => {
    using folder = temporaryFolder();
    const file = folder.write('capture', 'x'.repeat(100_000));
    const steps = stepsOf('collect');
    const collect = [...steps.collect, `fetch1: ${file}`];
    await using bed = await startTestBed({ players: { dut: { ...steps, collect } }, settings: ['lease: 120'] });
    const conduct = bed.conduct('run', 'test.cfg');
    await bed.written('dut/steps', 'collect\n');
    conduct.kill('SIGKILL');
    await conduct.ended;
    bed.write('dut/go', '');
    expect(await bed.conduct('resume', 'latest').ended).toMatchObject({ exitCode: 3 });
    const fetch = bed.result().trials[0]?.phases[2]?.players[0]?.steps[1];
    expect(fetch?.outcome).toEqual({ kind: 'fetched', files: 1 });
    expect(fetch?.files).toMatchObject([{ source: file, bytes: 100_000 }]);
    expect(bed.read('dut/steps')).toContain('reset is done');
  });

  test('with an external collector leaves results that the collector still gets when the run is resumed', async () => {
    const settings = ['lease: 120', 'collector: external'];
    await using bed = await startTestBed({ players: { dut: PHASES }, settings });
    const conduct = bed.conduct('run', 'test.cfg');
    const line = await conduct.lines.find((said) => /^ {2}collector test\.cfg /.test(said));
    const collector = bed.collector(...line.trim().split(' ').slice(1));
    await bed.written('dut/steps', 'run');
    conduct.kill('SIGKILL');
    await conduct.ended;
    expect(await bed.conduct('resume', 'latest').ended).toMatchObject({ exitCode: 3 });
    expect(await collector.ended).toMatchObject({ exitCode: 0 });
    expect(bed.read('dut/steps')).toBe('startup\nrun\ncollect\nreset\n');
    const output = 'results-collected/latest/trial-001/run/dut/01-step1.out';
    expect(bed.read(output)).toBe('measured\n');
  });
});

describe('a conductor that runs', () => {
  test('is told when another aborts its run, names it, and ends with exit code 3; the other resets without Collect', async () => {
    await using bed = await startTestBed({ players: { dut: PHASES, sink: PHASES } });
    const first = await conductUntilRun(bed);
    const abort = bed.conduct('abort', 'latest');
    const { exitCode, stdout } = await first.ended;
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(new RegExp(`was taken over by .* \\(pid ${abort.pid}\\)`));
    expect(await abort.ended).toMatchObject({ exitCode: 0 });
    expect(bed.read('dut/steps')).toBe('startup\nrun\nreset\n');
    expect(outputOf(bed, 'sink')).toBe('measured\n');
    expect(bed.stepProcesses()).toEqual([]);
    expect(bed.result()).toMatchObject({ exitCode: 3, verdict: 'failed' });
    expect(bed.result().trials[0]?.resets.map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(await bed.run('-p', 'startup', 'reset')).toMatchObject({ exitCode: 0 });
  });

  test('may be resumed by another as well, which collects', async () => {
    await using bed = await startTestBed({ players: { dut: PHASES, sink: PHASES } });
    const first = await conductUntilRun(bed);
    expect(await bed.conduct('resume', 'latest').ended).toMatchObject({ exitCode: 3 });
    expect(await first.ended).toMatchObject({ exitCode: 3 });
    expect(bed.read('dut/steps')).toBe('startup\nrun\ncollect\nreset\n');
  });
});

describe('a conductor that is stopped, and writes its run directory still', () => {
  test('is named to whoever takes its run, and told of it when it goes on; the players reset by themselves', async () => {
    // Long enough for the other to come while the players still belong to the run.
    await using bed = await startTestBed({ players: { dut: PHASES }, settings: ['lease: 12'] });
    const first = bed.conduct('run', 'test.cfg');
    await bed.written('dut/steps', 'run');
    first.kill('SIGSTOP');
    const { exitCode, stderr } = await bed.conduct('abort', 'latest').ended;
    expect(stderr).toMatch(
      new RegExp(`is being written by .* \\(pid ${first.pid}\\), since .*; wait for its end, or end it`),
    );
    expect(exitCode).toBe(5);
    await bed.written('dut/steps', 'reset');
    first.kill('SIGCONT');
    expect(await first.ended).toMatchObject({ exitCode: 3, stdout: /was taken over by/ });
    expect(await bed.conduct('resume', 'latest').ended).toMatchObject({ exitCode: 3 });
    expect(bed.result().trials[0]?.resets.map(({ state }) => state)).toEqual(['paid']);
  });
});

describe('a run that is over', () => {
  test('is left as it is', async () => {
    await using bed = await startTestBed({ players: { dut: { run: ['step1: exit 3'] } } });
    expect(await bed.run()).toMatchObject({ exitCode: 1 });
    const before = readFileSync(join(bed.latest(), 'events.ndjson'), 'utf8');
    const said = { stdout: /is over \(exit code 1\), .* nothing to take over/ };
    expect(await bed.conduct('resume', 'latest').ended).toMatchObject({ ...said, exitCode: 1 });
    expect(await bed.conduct('abort', 'latest').ended).toMatchObject({ ...said, exitCode: 0 });
    expect(readFileSync(join(bed.latest(), 'events.ndjson'), 'utf8')).toBe(before);
  });

  test('is not said to be left nowhere while a player is not there', async () => {
    await using bed = await startTestBed({ players: { dut: {} } });
    await bed.run();
    await bed.player('dut')[Symbol.asyncDispose]();
    for (const deed of ['resume', 'abort', 'reset']) {
      const stdout = new RegExp(
        `is over .exit code 0., but dut was not reached: .* start the player, then say "conduct ${deed} `,
      );
      expect(await bed.conduct(deed, 'latest').ended).toMatchObject({ exitCode: 3, stdout });
    }
  });

  test('whose player is not there has the status 3', async () => {
    await using bed = await startTestBed({ players: { dut: {} } });
    await bed.run();
    await bed.player('dut')[Symbol.asyncDispose]();
    const { exitCode, stdout } = await bed.conduct('status', '--format', 'json').ended;
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 3,
      players: [{ name: 'dut', left: ['unreachable'], error: expect.stringContaining('refused the connection') }],
    });
  });

  test.each([
    ['resume', 'no run given'],
    ['abort nonesuch', 'there is no run "nonesuch"'],
  ])('"conduct %s" is refused: %s', async (line, message) => {
    await using bed = await startTestBed({ players: {} });
    const { exitCode, stderr } = await bed.conduct(...line.split(' ')).ended;
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
