import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

const STEPS = 10_000;
const RUN_OF_THEM = 500;
const LONG_MS = 240_000;

test('10,000 steps are loaded, run once and in order until one fails, and all are in the result', {
  timeout: LONG_MS,
}, async () => {
  const command = (at: number) => (at === RUN_OF_THEM ? 'false' : `echo ${at} >>steps`);
  const run = Array.from({ length: STEPS }, (_, at) => `step${at}: ${command(at)}`);
  await using bed = await startTestBed({ players: { dut: { run } }, settings: ['on_failure: stop'] });
  expect(await bed.run('-q')).toMatchObject({ exitCode: 1 });
  expect(bed.read('dut/steps')).toBe(Array.from({ length: RUN_OF_THEM }, (_, at) => `${at}\n`).join(''));
  const kinds = bed.result().trials[0]?.phases[1]?.players[0]?.steps.map(({ outcome }) => outcome.kind);
  expect(kinds).toHaveLength(STEPS);
  expect(kinds?.filter((kind) => kind === 'skipped')).toHaveLength(STEPS - RUN_OF_THEM - 1);
});

test('50 trials run, each with all four phases', { timeout: LONG_MS }, async () => {
  const phases = { startup: ['step1: echo s >>steps'], reset: ['step1: echo r >>steps'] };
  await using bed = await startTestBed({ players: { dut: phases, sink: phases } });
  expect(await bed.run('-q', '-t', '50')).toMatchObject({ exitCode: 0 });
  expect(bed.read('sink/steps')).toBe('s\nr\n'.repeat(50));
  expect(bed.result().trials).toHaveLength(50);
});
