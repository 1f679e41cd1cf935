import { describe, expect, it } from 'vitest';
import { COORDINATOR, markOf, PHASES, parseMarked } from './support/marked-test.ts';

function read(state: string, lines = '') {
  const marked = { test: `[Test]\n${lines}[Workers]\ndut: dut.cfg\n`, dut: `${COORDINATOR}${PHASES}${state}` };
  const { test, diagnostics } = parseMarked(marked);
  const told = diagnostics.filter(({ severity }) => severity !== 'note').map(({ code, place }) => [code, place]);
  return { looks: test?.players[0]?.state, verify: test?.settings.verifyReset, told, marked };
}

describe('[State]', () => {
  it('says by which commands a host is looked at, and what is left out; the shell reads them, with their comments', () => {
    const { looks, told } = read('[State]\nfiles: ls %(player)s # all\nModules:\n');
    expect(told).toEqual([]);
    expect(looks).toEqual([
      { name: 'files', command: 'ls dut # all' },
      { name: 'modules', command: '' },
    ]);
  });

  it.each([
    ['', '', 'off'],
    ['[State]\nfiles: ls\n', '', 'warn'],
    ['[State]\nfiles: ls\n', 'verify_reset: off\n', 'off'],
    ['', 'verify_reset: fail\n', 'fail'],
  ])('is a wish to hear of differences, unless the test says otherwise (%j, %j)', (state, lines, expected) => {
    expect(read(state, lines).verify).toBe(expected);
  });

  it.each([
    ['[State]\n▸a thing: ls\n', 'bad-look'],
    [`[State]\nfiles: ▸${'x'.repeat(4097)}\n`, 'bad-look'],
    ['[State]\nfiles: ▸curl %(secret:TOKEN)s\n', 'secret-place'],
    [`[State]\n${Array.from({ length: 50 }, (_, at) => `look${at}: ls\n`).join('')}▸look50: ls\n`, 'bad-look'],
  ])('refuses what cannot be looked at', (state, code) => {
    const { told, marked } = read(state);
    const [, line, column] = markOf(marked).split(':').map(Number);
    expect(told).toEqual([[code, expect.objectContaining({ line, column })]]);
  });
});
