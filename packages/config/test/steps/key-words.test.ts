import { expect, it } from 'vitest';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

/** The step that a line of Run makes, and the codes of what is said about it. */
function read(line: string) {
  const { test, diagnostics } = parseMarked({ dut: `${COORDINATOR}[Startup]\n[Collect]\n[Reset]\n[Run]\n${line}\n` });
  const codes = diagnostics.filter(({ severity }) => severity !== 'note').map(({ code }) => code);
  return { step: test?.players[0]?.phases.run[0], codes };
}

it.each([
  ['step3 retry2: true', { kind: 'step', key: 'step3', retries: 2 }],
  ['timeout30  retry1: iperf3 -c 10.0.0.1', { kind: 'timeout', key: 'timeout30', limitMs: 30_000, retries: 1 }],
])('%s is tried again', (line, expected) => {
  expect(read(line)).toEqual({ step: expect.objectContaining(expected), codes: [] });
});

it.each([
  'spawn1 retry2: true',
  'fetch1 retry2: /tmp/a',
  'step1 retry: true',
  'step1 retry0: true',
  'step1 retry101: true',
])('%s is refused', (line) => {
  expect(read(line)).toEqual({ step: undefined, codes: ['bad-value'] });
});
