import { expect, test } from 'vitest';
import { COORDINATOR, type MarkedTest, parseMarked } from './support/marked-test.ts';

/** Turns the direction of what follows it on a terminal; JSON leaves it as it is. */
const HIDDEN = '\u202e';

test.each<[string, MarkedTest]>([
  ['a test', { test: `[Test]\nname: a${HIDDEN}b\n[Workers]\ndut: dut.cfg\n` }],
  ['a player', { test: `[Test]\n[Workers]\nd${HIDDEN}t: dut.cfg\n` }],
  ['a case', { test: `[Test]\n[Workers]\ndut: dut.cfg\n[Matrix]\nsize: 64, 1${HIDDEN}2\n` }],
  ['a parameter', { test: `[Test]\n[Workers]\ndut: dut.cfg\n[Matrix]\ns${HIDDEN}ze: 64, 128\n` }],
  [
    'a metric',
    {
      test: `[Test]\n[Workers]\ndut: dut.cfg\n[Metrics]\nr${HIDDEN}te: dut/step1 ping avg\n`,
      dut: `${COORDINATOR}[Startup]\n[Run]\nstep1: true\n[Collect]\n[Reset]\n`,
    },
  ],
  ['a sync', { dut: `${COORDINATOR}[Startup]\n[Run]\nsync1: r${HIDDEN}ady\n[Collect]\n[Reset]\n` }],
])('the name of %s cannot hold what a terminal would obey', (_, marked) => {
  const plain = Object.fromEntries(Object.entries(marked).map(([file, text]) => [file, text.replace(HIDDEN, 'x')]));
  const errors = (which: MarkedTest) =>
    parseMarked(which)
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ found, message }) => found ?? message);
  expect(errors(plain)).toEqual([]);
  expect(errors(marked).join('\n')).toContain(HIDDEN);
});
