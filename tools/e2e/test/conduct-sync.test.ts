import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

test('three players meet at a sync: none goes on before the last has come', async () => {
  const early = ['step1: touch came', 'sync1: meet', 'step2: ls ../*/came'];
  const late = [
    'step1: until test -e ../dut/came && test -e ../sink/came; do sleep 0.02; done; touch came',
    'sync1: meet',
    'step2: ls ../*/came',
  ];
  await using bed = await startTestBed({
    players: { dut: { run: early }, sink: { run: early }, source: { run: late } },
  });
  const { exitCode, stdout } = await bed.run();
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/sync1 +passed: all have come/);
  for (const name of ['dut', 'sink', 'source'])
    expect(bed.read(`results/latest/trial-001/run/${name}/03-step2.out`)).toBe(
      '../dut/came\n../sink/came\n../source/came\n',
    );
});

test('a sync at which one is missing names it with its step at the limit; a player that is killed ends the wait', async () => {
  const dut = {
    startup: ['step1: until test -e go; do sleep 0.02; done', 'sync1 timeout1: up', 'step2: touch ../sink/go'],
    run: ['sync1: meet'],
  };
  const sink = {
    startup: ['step1: echo warming up; until test -e go; do sleep 0.02; done', 'sync1: up'],
    run: ['step1: echo there >steps; sleep 1000', 'sync1: meet'],
  };
  await using bed = await startTestBed({ players: { dut, sink } });
  const conduct = bed.conduct('run', '-v', 'test.cfg');
  await conduct.lines.find((line) => /startup +sink +step1/.test(line));
  bed.write('dut/go', '');
  await Promise.all([conduct.lines.find((line) => /run +dut +sync1/.test(line)), bed.written('sink/steps', 'there')]);
  bed.player('sink').kill('SIGKILL');
  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toContain('startup, sync up: sink was at step1');
  expect(stdout).toMatch(/which ended with: warming up$/m);
  const [startup, run] = bed.result().trials[0]?.phases ?? [];
  const outcomes = startup?.players.map(({ steps }) => steps.find(({ kind }) => kind === 'sync')?.outcome);
  const reason = expect.stringMatching(/^dut waited 1 s for sink; it is at startup step1 \(.*sink\.cfg:\d+\)$/);
  expect(outcomes).toEqual([
    { kind: 'sync-broken', reason },
    { kind: 'sync-broken', reason },
  ]);
  expect(run?.players[0]?.steps[0]?.outcome).toMatchObject({ kind: 'stopped', reason: 'player sink was lost' });
});
