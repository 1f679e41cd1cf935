import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

const RUN = { run: ['step1: echo run >>steps'], reset: ['step1: echo reset >>steps'] };

test('a trial whose players do not start Run as close together as max_skew wants fails, and says who and when', async () => {
  // No two processes start within a microsecond of each other.
  await using bed = await startTestBed({ players: { dut: RUN, sink: RUN }, settings: ['max_skew: 0.001ms'] });
  expect(await bed.run()).toMatchObject({ exitCode: 1 });
  const { verdict, problems } = bed.result();
  expect(verdict).toBe('failed');
  // On a busy machine one can be too late to start at all.
  expect(problems.join('\n')).toMatch(
    /the players started run .* apart \(± .*\), and max_skew allows 0.001 ms: \S+ at 2|could not start run: .* max_skew allows 0.001 ms/,
  );
  for (const player of ['dut', 'sink']) expect(bed.read(`${player}/steps`)).toContain('reset');
});

test('with start = immediate each player starts when it is told to, and how far together is told all the same', async () => {
  await using bed = await startTestBed({ players: { dut: RUN, sink: RUN }, settings: ['start: immediate'] });
  const { exitCode, stdout } = await bed.run();
  expect(exitCode).toBe(0);
  const run = bed.result().trials[0]?.phases.find(({ phase }) => phase === 'run');
  expect(run?.start).toMatchObject({ mode: 'immediate' });
  expect(run?.players.map(({ start }) => start?.lateMs)).toEqual([null, null]);
  expect(stdout).toMatch(/run +started within [\d.]+ m?s \(± /);
});
