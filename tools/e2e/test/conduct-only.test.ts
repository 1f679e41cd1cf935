import { readFileSync } from 'node:fs';
import { type as systemName } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';

const OWN = systemName();
const steps = (word: string) => [`step1: echo ${word} >>steps; echo ${word} 7`, 'sync2: meet'];

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({ players: { dut: { startup: steps('own') }, sink: { startup: ['sync1: meet'] } } });
  const own = bed.read('dut.cfg').replace('[Startup]', `only startup: ^${OWN} .\n[Startup]`);
  const measures = '[Metrics]\nseven: startup/step1 regex /([0-9]+)/ pkt\n[Checks]\nseven: mean ';
  bed.write('dut.cfg', `${own}${measures}>= 7 pkt\n`);
  bed.write('other.cfg', `${own.replace(`^${OWN} .`, 'Plan9').replaceAll('own', 'other')}${measures}>= 8 pkt\n`);
  bed.write('both.cfg', own.replace(`^${OWN} .`, OWN));
  const players = (...lines: readonly string[]) => `[Test]\nlease: 6\n[Players]\n${lines.join('\n')}\n`;
  bed.write('test.cfg', players('dut: dut.cfg', 'other: other.cfg', 'sink: sink.cfg'));
  bed.write('none.cfg', players('other: other.cfg'));
  bed.write('twins.cfg', players('dut: dut.cfg', 'both: both.cfg', 'sink: sink.cfg'));
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

describe('only startup', () => {
  test('leaves out who asks for another system: no step, no wait at its syncs, no check of its own, and each report says so', async () => {
    const { exitCode, stdout } = await bed.run();
    expect({ exitCode, steps: bed.read('dut/steps') }).toEqual({ exitCode: 0, steps: 'own\n' });
    const why = expect.stringMatching(`other: its host is ${OWN} .*, and .*other\\.cfg:4 says only startup: Plan9`);
    expect(stdout.split('\n').filter((line) => line.includes('other'))).toEqual([
      expect.stringContaining('left out: other'),
      why,
    ]);
    const { players, leftOut, metrics, checks } = bed.result();
    expect(players.map(({ name }) => name)).toEqual(['dut', 'sink']);
    expect(leftOut).toMatchObject([{ name: 'other', only: { pattern: 'Plan9' } }]);
    expect(metrics.map(({ name, player }) => `${name} of ${player}`)).toEqual(['seven of dut']);
    expect(checks).toHaveLength(1);
    for (const file of ['junit.xml', 'report.html'])
      expect(readFileSync(join(bed.latest(), file), 'utf8')).toMatch(/left out: (other: )?its host is/);
  });

  test('is an error where nobody takes part, or two that are one player do; nothing has run', async () => {
    bed.write('dut/steps', '');
    for (const [file, message] of [
      ['none.cfg', /no player of none\.cfg takes part:\nother: its host is/],
      ['twins.cfg', /dut and both are one player, .*, and both start on/],
    ] as const) {
      const { exitCode, stderr } = await bed.conduct('run', file).ended;
      expect({ exitCode, steps: bed.read('dut/steps') }).toEqual({ exitCode: 2, steps: '' });
      expect(stderr).toMatch(message);
    }
  });

  test('is told by check, and the line of a collector names who takes part', async () => {
    const { stdout } = await bed.conduct('check', '--explain', 'test.cfg').ended;
    expect(stdout).toMatch(/^other takes part where its host calls itself something that \/Plan9\/i finds; elsewhere/m);
    const conduct = bed.conduct('run', 'test.cfg', '--collector', 'external');
    expect(await conduct.lines.find((line) => line.includes('--players'))).toMatch(/ --players dut sink$/);
    conduct.kill('SIGINT');
    await conduct.ended;
  });
});
