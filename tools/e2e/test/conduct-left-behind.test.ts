import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

/** Children that outlive the command that started them, in every way that needs no privilege. */
const CHILDREN = [
  'spawn1: sleep 1000',
  'step1: sleep 1000 &',
  'step2: setsid sleep 1000 &',
  'step3: (setsid sh -c "sleep 1000 & wait" &)',
];

test.each([
  ['success', 'step9: true', 0],
  ['failure', 'step9: false', 1],
])(
  'after %s no process of a run is alive, and each phase says by what means that is known',
  async (_, last, exitCode) => {
    const phases = { startup: CHILDREN, run: [...CHILDREN, last] };
    await using bed = await startTestBed({ players: { dut: phases } });
    expect(await bed.run()).toMatchObject({ exitCode });
    expect(bed.stepProcesses()).toEqual([]);
    const line = await bed.player('dut').lines.find((said) => said.includes('listening'));
    const level = /containment (\w+)/.exec(line)?.[1];
    const told = bed.result().trials[0]?.phases.flatMap(({ players }) => players.map(({ containment }) => containment));
    expect(told).toEqual([level, level, level, level]);
  },
);

test('a spawn of Startup lives until Reset has run, and one of Run until every player is done', async () => {
  const isAlive = (file: string) => `kill -0 $(cat ${file}) && echo alive >>told || echo gone >>told`;
  const dut = {
    startup: ['spawn1: echo $$ >one; exec sleep 1000'],
    run: ['spawn1: echo $$ >two; exec sleep 1000', 'step1: while ! [ -s one ] || ! [ -s two ]; do sleep 0.02; done'],
    collect: [`step1: ${isAlive('one')}`, `step2: ${isAlive('two')}`],
    reset: [`step1: ${isAlive('one')}`],
  };
  const sink = {
    run: [`step1: while ! [ -s ../dut/two ]; do sleep 0.02; done; kill -0 $(cat ../dut/two) && echo alive >told`],
  };
  await using bed = await startTestBed({ players: { dut, sink } });
  expect(await bed.run()).toMatchObject({ exitCode: 0 });
  expect(bed.read('sink/told')).toBe('alive\n');
  expect(bed.read('dut/told')).toBe('alive\ngone\nalive\n');
  expect(bed.stepProcesses()).toEqual([]);
});
