import { parseTest } from '@conductor/config';
import { expect, it } from 'vitest';
import { collectorHint } from '../../src/cli/collector-line.ts';

function testOn(address: string) {
  const { test } = parseTest({
    test: { path: 'test.cfg', text: '[Test]\n[Players]\ndut: dut.cfg\n' },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text: `[Coordinator]\nplayer: ${address}\ncmdport: 6970\n` }]]),
  });
  if (test === null) throw new Error('the test does not parse');
  return test;
}

it.each([
  ['10.0.0.5', false, /--lab FOLDER.*conduct certificate collector/],
  ['10.0.0.5', true, null],
  ['127.0.0.1', false, null],
])(
  'for players at %s, in an insecure network: %s, the hint for a collector elsewhere is %s',
  (...[at, isInsecure, hint]) => {
    const said = collectorHint(testOn(at), { isInsecure });
    if (hint === null) expect(said).toBeNull();
    else expect(said).toMatch(hint);
  },
);
