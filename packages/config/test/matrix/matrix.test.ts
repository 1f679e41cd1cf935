import { type PlayerPlan, stepText, type Test } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { parseTest, selectCases } from '../../src/index.ts';
import { COORDINATOR, PHASES, parseMarked } from '../support/marked-test.ts';

/** A test with these lines of `[Matrix]`, and a step of Run. */
function testOf(lines: string, step = 'run %(size)s', more = ''): Test {
  const test = `[Test]\nname: sizes\n${more}[Workers]\ndut: dut.cfg\n[Matrix]\n${lines}\n`;
  const dut = `${COORDINATOR}[Run]\nstep1: ${step}\n[Startup]\n[Collect]\n[Reset]\n`;
  const parsed = parseMarked({ test, dut });
  const errors = parsed.diagnostics.filter(({ severity }) => severity === 'error');
  if (parsed.test === null) throw new Error(JSON.stringify(errors));
  return parsed.test;
}

function namesOf(test: Test): (string | undefined)[] {
  return test.cases?.map(({ name }) => name) ?? [];
}

function commandsOf(players: readonly PlayerPlan[]): (string | undefined)[] {
  return players.flatMap(({ phases }) => phases.run.map(stepText));
}

describe('a test with [Matrix]', () => {
  it('has a case for each combination, the last parameter changing first, each with steps of its own', () => {
    const test = testOf('size: 64, 1500\nCipher: gcm, cbc', 'run %(size)s %(cipher)s in %(case)s');
    expect(namesOf(test)).toEqual([
      'size=64,Cipher=gcm',
      'size=64,Cipher=cbc',
      'size=1500,Cipher=gcm',
      'size=1500,Cipher=cbc',
    ]);
    expect(test.cases?.map(({ players }) => commandsOf(players)).at(-1)).toEqual([
      'run 1500 cbc in size=1500,Cipher=cbc',
    ]);
    expect(commandsOf(test.players)).toEqual(['run 64 gcm in size=64,Cipher=gcm']);
    expect(test.cases?.[0]?.values).toEqual([
      { name: 'size', value: '64' },
      { name: 'Cipher', value: 'gcm' },
    ]);
  });

  it.each<[string, string[]]>([
    ['size: 1..4', ['1', '2', '3', '4']],
    ['size: 3..1', ['3', '2', '1']],
    ['size: 1..64 step 16', ['1', '17', '33', '49']],
    ['size: 1..64 times 4', ['1', '4', '16', '64']],
    ['size: 0..0.3 step 0.1', ['0', '0.1', '0.2', '0.3']],
    ['size: 8, 16..18, big', ['8', '16', '17', '18', 'big']],
    ['size: "1..4", "a, b", c d', ['1..4', 'a, b', 'c d']],
    ['size: 64,\n  128\n  256', ['64', '128', '256']],
  ])('takes the values of %j', (lines, values) => {
    expect(testOf(lines).cases?.map((one) => one.values[0]?.value)).toEqual(values);
  });

  it('changes parameters together that stand in one key', () => {
    const test = testOf('size, rate: 64 1G, 1500 "10 G"\nmode: a, b', 'run %(size)s at %(rate)s');
    expect(namesOf(test)).toEqual([
      'size=64,rate=1G,mode=a',
      'size=64,rate=1G,mode=b',
      'size=1500,rate=10 G,mode=a',
      'size=1500,rate=10 G,mode=b',
    ]);
  });

  it('leaves out what exclude lines name, as many as there are', () => {
    const lines = 'size: 64, 1500\nmode: a, b\nexclude: size=64,mode=b\nexclude: MODE=a, size=1500';
    expect(namesOf(testOf(lines))).toEqual(['size=64,mode=a', 'size=1500,mode=b']);
  });

  it('measures and judges each case by what its parameters stand for', () => {
    const more = '[Metrics]\nrate: dut/step1 regex /%(size)s: (\\d+)/ Mbit/s\n[Checks]\nrate: mean > %(size)s Mbit/s\n';
    const { checks, cases } = testOf('size: 64, 1500', 'run', more);
    expect(checks.map(({ bound }) => bound)).toEqual([64e6]);
    expect(cases?.map((one) => one.checks?.map(({ bound }) => bound))).toEqual([undefined, [1500e6]]);
    expect(cases?.[1]?.metrics?.[0]?.text).toContain('/1500: ');
  });

  it('uses parameters in [Variables], and wins over keys of the same section', () => {
    const more = '[Variables]\nfolder: /tmp/%(size)s\n';
    expect(commandsOf(testOf('size: 64', 'ls %(folder)s\nsize: 1', more).players)).toEqual(['ls /tmp/64', '1']);
  });

  it('keeps the number of the trial for when it is known, in steps alone', () => {
    const { test } = parseTest({
      test: { path: 'test.cfg', text: '[Test]\n[Workers]\ndut: dut.cfg\n' },
      players: new Map([
        ['dut.cfg', { path: 'dut.cfg', text: `${COORDINATOR}${PHASES}step1: ls %(trial)s %(case)s.\n` }],
      ]),
    });
    expect(test?.players[0]?.phases.reset[0]).toMatchObject({ command: 'ls \0trial\0 .' });
  });
});

describe('the cases that a word means', () => {
  const test = testOf('size: 64, 1500\ncipher: gcm, "a,b=c"');

  it.each<[string[], string[]]>([
    [['size=64'], ['size=64,cipher=gcm', 'size=64,cipher=a,b=c']],
    [['SIZE=64, cipher=gcm'], ['size=64,cipher=gcm']],
    [['size=64,cipher=a,b=c'], ['size=64,cipher=a,b=c']],
    [
      ['size=1500,cipher=gcm', 'size=64,cipher=gcm'],
      ['size=64,cipher=gcm', 'size=1500,cipher=gcm'],
    ],
  ])('%j are %j, in the order of the file', (words, names) => {
    const selected = selectCases(test, words);
    expect(namesOf(selected)).toEqual(names);
    expect(selected.players).toBe(selected.cases?.[0]?.players);
  });

  it.each<[string, string]>([
    ['size=65', 'expected one of the values of size: "64", "1500"; did you mean 64'],
    ['sise=64', 'expected one of the parameters size, cipher; did you mean size'],
    ['64', 'expected NAME=VALUE, such as size=64'],
  ])('%s is none of them, and the message names all', (word, message) => {
    expect(() => selectCases(test, [word])).toThrow(message);
    expect(() => selectCases(test, [word])).toThrow('The cases of test.cfg: size=64,cipher=gcm ');
  });
});
