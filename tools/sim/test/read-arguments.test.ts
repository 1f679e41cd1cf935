import { expect, it } from 'vitest';
import { readArguments } from '../src/read-arguments.ts';

it('tries 20,000 worlds unless told otherwise', () => {
  expect(readArguments([])).toMatchObject({ seeds: 20_000, tell: false });
  expect(readArguments(['--seeds', '200000', '--seed', '42', '--tell'])).toMatchObject({
    seeds: 200_000,
    seed: 42,
    tell: true,
  });
});

it.each([
  [['--seeds', '0'], '--seeds is a whole number from 1 of at most nine digits, and not "0"'],
  [['--seed', 'x'], '--seed is a whole number of at most nine digits, and not "x"'],
  [['--speed', '1'], 'nothing is known of "speed"'],
  [['42'], 'nothing is known of "42"'],
])('says what is wrong with %j', (args, text) => {
  expect(readArguments(args)).toMatchObject({ usage: expect.stringContaining(text) });
});
