import { expect, test } from 'vitest';
import { readArguments } from '../src/read-arguments.ts';

const USUAL = {
  kind: 'bench',
  figures: [],
  rounds: 5,
  isQuick: false,
  trials: 2,
  minutes: 1,
  json: 'results/bench.json',
  from: null,
  markdown: null,
  vs: null,
};

test.each([
  [[], USUAL],
  [['step', '--quick'], { ...USUAL, figures: ['step'], isQuick: true, rounds: 2 }],
  [
    ['--rounds', '9', '--n', '100', '--minutes', '60', '--json', 'out.json'],
    { ...USUAL, rounds: 9, trials: 100, minutes: 60, json: 'out.json' },
  ],
  [
    ['--from', 'a.json', '--markdown', 'a.md', '--vs', 'b.json'],
    { ...USUAL, from: 'a.json', markdown: 'a.md', vs: 'b.json' },
  ],
  [['-h'], { kind: 'help' }],
])('reads %j', (args, request) => {
  expect(readArguments(args, ['step', 'trial'])).toEqual(request);
});

test.each([
  [['stop']],
  [['--rounds', '0']],
  [['--n', 'many']],
  [['--minutes']],
  [['--json']],
  [['--markdown']],
  [['--speed', '3']],
])('refuses %j, and says how it is called', (args) => {
  expect(readArguments(args, ['step'])).toMatchObject({
    kind: 'usage',
    usage: expect.stringContaining('usage: pnpm bench'),
  });
});
