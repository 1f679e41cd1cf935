import { describe, expect, it } from 'vitest';
import { loadRules } from '../../src/index.ts';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

const rules = await loadRules();

/** What rules say about a step of Run in a test whose parameter is one of these. */
function said(values: string, lines: string): string[] {
  const test = `[Test]\n[Workers]\ndut: dut.cfg\n[Matrix]\nn: ${values}\n`;
  const dut = `${COORDINATOR}[Startup]\n[Collect]\n[Reset]\n[Run]\n${lines}\n`;
  const { diagnostics } = parseMarked({ test, dut }, { rules });
  return diagnostics.map(({ code, place }) => `${place.line} ${code}`);
}

describe('a rule looks at every case', () => {
  it.each<[string, string, string, string[]]>([
    ['also when only a later one is wrong', '1, 400', 'step1: iperf3 -c 10.0.0.2 -t %(n)s', ['8 default-limit']],
    ['and tells of a line once', '300, 400', 'step1: iperf3 -c 10.0.0.2 -t %(n)s', ['8 default-limit']],
    [
      'and takes what silences it in any of them',
      '1, 400',
      '# check: allow default-limit\nstep1: iperf3 -c 10.0.0.2 -t %(n)s',
      [],
    ],
  ])('%s', (_, values, lines, expected) => expect(said(values, lines)).toEqual(expected));
});
