import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret, type Step, secretFault, secretName, secretsOf } from '../src/index.ts';

function step(command: string): Step {
  return { kind: 'step', index: 1, key: 'step1', place: { file: 'dut.cfg', line: 1 }, mayFail: false, command };
}

describe('a secret', () => {
  it('shows its value to nobody who does not ask', () => {
    const secret = new Secret('TOKEN', 'hunter22');
    const shown = [JSON.stringify({ secret }), inspect({ secret }), `${secret}`, JSON.stringify({ ...secret })];
    expect(shown.filter((text) => text.includes('hunter'))).toEqual([]);
    expect(secret.reveal()).toBe('hunter22');
  });

  it.each([
    ['12345', /shorter than 6 characters/],
    ['ééééé', /shorter than 6 characters/],
    ['123456\0', /NUL/],
    ['é'.repeat(2 ** 13 + 1), /longer than 16 KiB/],
    ['123456', null],
    ['é'.repeat(2 ** 13), null],
  ])('%#: is of a length that can be masked', (value, fault) => {
    if (fault === null) expect(secretFault(value)).toBe(null);
    else expect(secretFault(value)).toMatch(fault);
  });

  it.each([
    ['db_password', 'DB_PASSWORD'],
    ['A1', 'A1'],
    ['1a', null],
    ['a-b', null],
    ['', null],
    ['x'.repeat(65), null],
  ])('called "%s" has the name %s', (text, name) => {
    expect(secretName(text)).toBe(name);
  });
});

it.each([
  ['curl -u "$CONDUCTOR_SECRET_A"', ['A']],
  [`sh -c 'echo \${CONDUCTOR_SECRET_B2?} $CONDUCTOR_SECRET_A $CONDUCTOR_SECRET_A'`, ['B2', 'A']],
  ['echo $MY_CONDUCTOR_SECRET_A $CONDUCTOR_SECRET_a $CONDUCTOR_SECRET_', []],
])('a step with the command %s uses the secrets %j', (command, names) => {
  expect(secretsOf(step(command))).toEqual(names);
});
