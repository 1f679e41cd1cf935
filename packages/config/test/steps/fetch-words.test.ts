import { expect, it } from 'vitest';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

/** The fetch step that a line of Run makes, and what is said about it. */
function read(line: string, settings = '') {
  const dut = `${COORDINATOR}[Startup]\n[Collect]\n[Reset]\n[Run]\n${line}\n`;
  const { test, diagnostics } = parseMarked({ test: `[Test]\n${settings}\n[Workers]\ndut: dut.cfg\n`, dut });
  const said = diagnostics.filter(({ severity }) => severity !== 'note');
  return { step: test?.players[0]?.phases.run[0], said };
}

it.each([
  ['fetch1 required: /tmp/a', '', { required: true }],
  ['fetch1 max1000: /tmp/a', '', { maxBytes: 1000 }],
  ['Fetch1 max 64 MiB  Required = /tmp/a', '', { required: true, maxBytes: 2 ** 26 }],
  ['fetch1: /tmp/a', 'max_fetch: 2 GB', { maxBytes: 2e9 }],
  ['fetch1 max1kb: /tmp/a', 'max_fetch: 2 GB', { maxBytes: 1000 }],
  ['fetch1 maxnone: /tmp/a', 'max_fetch: 2 GB', {}],
  ['fetch1: -/tmp/a', 'max_fetch: none', {}],
])('%s with "%s" is understood', (line, settings, expected) => {
  const { step, said } = read(line, settings);
  expect(said).toEqual([]);
  expect(step?.key).toBe('fetch1');
  const { index: _index, key: _key, place: _place, mayFail: _mayFail, ...rest } = step ?? {};
  expect(rest).toEqual({ kind: 'fetch', pattern: '/tmp/a', ...expected });
});

it.each([
  ['fetch1 requird: /tmp/a', { suggestion: 'fetch1 required' }],
  ['fetch1 keep: /tmp/a', { suggestion: 'fetch1' }],
  ['fetch1 max: /tmp/a', { message: expect.stringContaining('how large') }],
  ['fetch1 max0: /tmp/a', { expected: expect.stringContaining('a size such as') }],
  ['fetch1 max5 minutes: /tmp/a', { message: expect.stringContaining('does not know') }],
  ['fetch1 required: -/tmp/a', { suggestion: 'leave one of the two out' }],
])('%s is refused', (line, texts) => {
  const { step, said } = read(line);
  expect(step).toBeUndefined();
  expect(said).toEqual([expect.objectContaining({ code: 'bad-value', ...texts })]);
});
