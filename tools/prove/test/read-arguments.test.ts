import { expect, test } from 'vitest';
import { readArguments } from '../src/read-arguments.ts';

const MANY = expect.any(Number);

test.each([
  [['1', '2'], { kind: 'prove', guarantees: [1, 2], n: null, jobs: MANY, seed: MANY, json: 'results/prove.json' }],
  [
    ['--n', '200', '--seed', '7', '2', '--json', 'out.json', '--jobs', '3'],
    { kind: 'prove', guarantees: [2], n: 200, seed: 7, jobs: 3, json: 'out.json' },
  ],
  [['--markdown', 'a.md'], { kind: 'document', json: 'results/prove.json', document: 'a.md' }],
])('reads %j', (args, request) => {
  expect(readArguments(args, [1, 2])).toEqual(request);
});

test.each([
  [['3']],
  [['one']],
  [['--n', '0']],
  [['--n', 'x']],
  [['--seed']],
  [['--jobs', '0']],
  [['--markdown']],
  [['--speed', '3']],
])('refuses %j', (args) => {
  expect(readArguments(args, [1, 2])).toMatchObject({ usage: expect.stringContaining('usage: pnpm prove') });
});
