import { expect, it } from 'vitest';
import { objectionTo } from '../../src/course/objection-to.ts';
import { FACTS, planOf } from '../facts.ts';

const only = (pattern: string) => ({ only: { pattern, place: { file: 'dut.cfg', line: 4 } } });
const DUT = planOf('dut', '10.0.0.5', 6970);

it.each([
  ['no pattern', DUT],
  ['its system, whatever the case', { ...DUT, ...only('^linux 6\\.18 x64$') }],
])('a player may be commanded on a host of %s', (_, player) => expect(objectionTo(player, FACTS)).toBeNull());

it('a player whose host became another system is not commanded, and is named with both', () => {
  expect(objectionTo({ ...DUT, ...only('FreeBSD') }, FACTS)).toMatchObject({
    code: 'config',
    message: expect.stringContaining('its host is Linux 6.18 x64, and dut.cfg:4 says only startup: FreeBSD'),
  });
});
