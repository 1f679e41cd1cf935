import {
  DEFAULT_SETTINGS,
  type HostFacts,
  type JournalEntry,
  type Outcome,
  type PlayerPlan,
  type RunEvent,
  type RunEventBody,
  type StepId,
  type Test,
} from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { type ProgressOptions, progressLines } from '../../src/progress/progress-lines.ts';

const TRIAL = { caseName: '', trial: 1 };
const FACTS: HostFacts = {
  hostname: 'bench2',
  system: 'Linux',
  kernel: '6.12.0',
  architecture: 'x64',
  cpuModel: '',
  cpuCount: 2,
  memoryBytes: 1,
  interfaces: [],
  user: 'root',
  version: '1.0.0',
  nodeVersion: '24.0.0',
  containment: 'sweep',
  bootId: 'b',
};

function plan(name: string, keys: readonly string[]): PlayerPlan {
  const run = keys.map((key, place) => ({
    kind: 'step' as const,
    index: place + 1,
    key,
    place: { file: `${name}.cfg`, line: place + 1 },
    mayFail: key === 'step3',
    command: 'iperf3',
  }));
  return {
    name,
    file: `${name}.cfg`,
    address: '127.0.0.1',
    port: 1,
    conductor: null,
    resultsPort: null,
    phases: { startup: [], run, collect: [], reset: [] },
  };
}

const TEST: Test = {
  name: 'throughput',
  file: 'throughput.cfg',
  trials: 3,
  settings: DEFAULT_SETTINGS,
  players: [plan('source', ['step1']), plan('dut', ['step1', 'step2', 'step3', 'timeout5', 'timeout5'])],
  metrics: [],
  checks: [],
};

/** Tells a run event by event, a tenth of a second apart. */
function teller(options: ProgressOptions = {}): (...bodies: readonly RunEventBody[]) => string[] {
  const tell = progressLines(TEST, options);
  let ms = Date.parse('2026-11-23T23:15:00.000Z');
  const told = (body: RunEventBody): readonly string[] => {
    const event: RunEvent = { time: new Date(ms).toISOString(), ...body };
    ms += 100;
    return tell(event);
  };
  told({
    kind: 'run-started',
    schema: 1,
    runId: '20261123T231500Z-k3f9',
    version: '1.0.0',
    test: TEST,
    phases: ['run', 'reset'],
    conductor: 'tester@bench1',
    insecure: false,
  });
  return (...bodies) => bodies.flatMap(told);
}

function run(index: number): StepId {
  return { phase: 'run', index, attempt: 1 };
}

let seq = 0;
function journal(entry: JournalEntry, player = 'dut'): RunEventBody {
  seq += 1;
  const record = { seq, time: '2026-11-23T23:15:00.000Z', monotonicNs: '1', ...entry };
  return { kind: 'journal', player, trial: TRIAL, segment: 1, offset: seq, record };
}

function ended(index: number, outcome: Outcome): RunEventBody {
  return journal({ kind: 'step-ended', step: run(index), outcome, durationMs: 1234 });
}

function collected(index: number, bytes: number): RunEventBody {
  const path = bytes === 0 ? null : `trial-001/run/dut/0${index}-step${index}.out`;
  return {
    kind: 'output-collected',
    player: 'dut',
    trial: TRIAL,
    step: run(index),
    channel: 'out',
    generation: 0,
    path,
    bytes,
    sha256: 'aa',
  };
}

describe('a line of progress', () => {
  test('says how far together the players started Run, and of other phases to those who want to know all', () => {
    const clock = { offsetMs: 0, uncertaintyMs: 0.1, driftPpm: null, roundTripMs: 0.2, epochNs: '0' };
    const start = (player: string) => ({ player, time: '', lateMs: 0, uncertaintyMs: 0.1, clock });
    const started = (phase: 'run' | 'reset'): RunEventBody => ({
      kind: 'players-started',
      trial: TRIAL,
      phase,
      mode: 'aligned',
      spreadMs: 0.123,
      uncertaintyMs: 0.2,
      starts: [start('source'), start('dut')],
    });
    expect(teller()(started('run'), started('reset'))).toEqual([
      '   0.10 s  1 run              started within 0.12 ms (± 0.20 ms)',
    ]);
    expect(teller({ verbose: true })(started('reset'))).toHaveLength(1);
  });

  test('has the time since the start, trial and phase, player, step, outcome and duration', () => {
    expect(teller()(ended(1, { kind: 'exited', code: 0 }))).toEqual([
      '   0.10 s  1 run      dut     step1         passed: exit 0, 1.23 s',
    ]);
  });

  test('has the trial and the phase also of a start that was too wide or refused, and the reason once in a trial', () => {
    const tell = teller();
    const during = { trial: TRIAL, phase: 'run' } as const;
    expect(tell({ kind: 'problem', text: 'the players started run 8 ms apart', during })).toEqual([
      '   0.10 s  1 run              the players started run 8 ms apart',
    ]);
    const why = 'dut (10.0.0.1:1) could not start run: it came late; start = immediate does without';
    const short = 'dut (10.0.0.1:1) could not start run, as told above';
    const refused: RunEventBody[] = [
      { kind: 'problem', text: why, player: 'dut', notStarted: during },
      journal({ kind: 'trial-stopped', reason: why }),
      journal({ kind: 'trial-stopped', reason: why }, 'source'),
      { kind: 'problem', text: `source could not start run: ${why}`, player: 'source', notStarted: during },
    ];
    expect(tell(...refused).map((line) => line.slice(11))).toEqual([
      `1 run      dut     ${why}`,
      `1          dut     stops: ${short}`,
      `1          source  stops: ${short}`,
      `1 run      source  source could not start run: ${short}`,
    ]);
    const step: JournalEntry = {
      kind: 'step-ended',
      step: run(1),
      outcome: { kind: 'skipped', reason: why },
      durationMs: 0,
    };
    expect(teller({ verbose: true })(...refused, journal(step)).at(-1)).toMatch(
      /skipped: .*could not start run, as told above/,
    );
    tell({ kind: 'trial-started', trial: { caseName: '', trial: 2 } });
    expect(tell(journal({ kind: 'trial-stopped', reason: why }))[0]).toContain(`stops: ${why}`);
  });

  test('of a failed step says why, and another says where its output is', () => {
    const tell = teller();
    expect(tell(ended(2, { kind: 'exited', code: 127 }), collected(2, 40))).toEqual([
      '   0.10 s  1 run      dut     step2         failed: exit 127 (command not found), 1.23 s',
      '   0.20 s  1 run      dut     step2         output: trial-001/run/dut/02-step2.out (40 bytes)',
    ]);
  });

  test('of a step that may fail says that it passed, and is not followed by its output', () => {
    expect(teller()(ended(3, { kind: 'exited', code: 1 }), collected(3, 40))).toEqual([
      '   0.10 s  1 run      dut     step3         passed: exit 1, 1.23 s',
    ]);
  });

  test('tells two steps of one key apart', () => {
    const deadline: Outcome = { kind: 'deadline', limitMs: 5000, exit: { kind: 'signal', signal: 'SIGINT' } };
    expect(teller()(ended(4, deadline), ended(5, deadline)).join('\n')).toMatch(
      /timeout5 \(4\).*ended at its 5 s by SIGINT[\s\S]*timeout5 \(5\)/,
    );
  });

  test('has the time of whoever tells it, whatever the clock of the player says', () => {
    const tell = teller({ verbose: true });
    expect(tell(journal({ kind: 'phase-began', phase: 'run' }), journal({ kind: 'steps-done', phase: 'run' }))).toEqual(
      ['   0.10 s  1 run      dut     begins', '   0.20 s  1 run      dut     is done with its steps'],
    );
  });

  test('of a fetch that brings nothing home says why', () => {
    const outcome: Outcome = { kind: 'fetch-failed', files: 0, reason: 'no file matches /tmp/x' };
    expect(teller()(ended(1, outcome))[0]).toContain('failed: fetched nothing: no file matches /tmp/x, 1.23 s');
  });

  test('is not worth the beginning of a step, a skipped step or a collected output, unless verbose', () => {
    const bodies = [
      journal({ kind: 'step-began', step: run(1) }),
      ended(1, { kind: 'skipped', reason: 'the trial was stopped' }),
      collected(1, 10),
      journal({ kind: 'output-closed', step: run(1), channel: 'out', generation: 0, bytes: 10 }),
      journal({ kind: 'steps-done', phase: 'run' }),
    ];
    expect(teller()(...bodies)).toEqual([]);
    expect(teller({ verbose: true })(...bodies)).toHaveLength(4);
  });

  test('shows what a player says, and the terminal obeys none of it', () => {
    const evil = '\u001b]0;owned\u0007\u009b2J\u202e\n';
    const lines = teller()(
      journal({ kind: 'remark', text: evil, step: run(1) }),
      journal({ kind: 'trial-stopped', reason: evil }),
      journal({ kind: 'file-refused', step: run(1), path: evil, reason: evil }),
      ended(1, { kind: 'signaled', signal: evil }),
      ended(2, { kind: 'not-started', reason: evil }),
      journal({
        kind: 'phase-finished',
        phase: 'run',
        containment: 'sweep',
        leftovers: [{ pid: 1, command: evil, foundBy: evil }],
      }),
      {
        kind: 'player-greeted',
        player: 'dut',
        facts: { ...FACTS, hostname: evil, kernel: evil, user: evil },
        identity: evil,
      },
      { kind: 'player-lost', player: 'dut', trial: TRIAL, phase: 'run', cause: evil },
      { kind: 'problem', text: evil },
    );
    expect(lines).toHaveLength(9);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(lines[0]).toContain('\\e]0;owned\\x07\\x9b2J\\u202e\\n');
  });

  test('of a player that remarks without end is told a hundred times, shortly, and says where the rest is', () => {
    const remark = journal({ kind: 'remark', text: 'x'.repeat(8_000), step: run(1) });
    const lines = teller()(...Array.from({ length: 3_000 }, () => remark));
    expect(lines).toHaveLength(101);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(600);
    expect(lines.at(-1)).toContain('dut     has more to say: from here on it is in events.ndjson only');
  });

  test('has colours only when they are asked for', () => {
    const failed = ended(2, { kind: 'exited', code: 1 });
    expect(teller()(failed)[0]).not.toContain('\u001b');
    expect(teller({ colour: true })(failed)[0]).toContain('\u001b[31mfailed: exit 1, 1.23 s\u001b[0m');
  });
});

test('a trial is told when it begins, and when it is over with what its steps came to', () => {
  const tell = teller();
  expect(tell({ kind: 'trial-started', trial: TRIAL })[0]).toContain('trial 1 of 3 begins');
  tell(
    ended(1, { kind: 'exited', code: 0 }),
    ended(2, { kind: 'exited', code: 1 }),
    ended(3, { kind: 'skipped', reason: 'x' }),
  );
  expect(tell({ kind: 'trial-ended', trial: TRIAL })[0]).toContain(
    'trial 1 is over: steps: 1 passed, 1 failed, 1 skipped',
  );
  tell({ kind: 'trial-started', trial: { caseName: '', trial: 2 } });
  expect(tell({ kind: 'trial-ended', trial: { caseName: '', trial: 2 } })[0]).toContain('no step ran');
});

test('an event of any kind can be told, with 10,000 steps as fast as they come', () => {
  const tell = teller();
  const started = performance.now();
  for (let step = 0; step < 10_000; step += 1) tell(ended(1, { kind: 'exited', code: 0 }));
  expect(performance.now() - started).toBeLessThan(2000);
});
