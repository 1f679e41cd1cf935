import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDiagnostic,
  loadRules,
  type ParsedTest,
  parsePlayerFile,
  parseTest,
  type SourcePlace,
} from '../src/index.ts';
import { generateTexts } from './oracle/generate-texts.ts';

/** Lines that test files and player files are made of, whole and broken. */
const LINES = [
  '[Test]',
  '[Workers]',
  '[Clients]',
  '[Variables]',
  '[Coordinator]',
  '[Master]',
  '[DEFAULT]',
  '[Startup]',
  '[Run]',
  '[run]',
  '[Reset] # x]',
  'trials: 3',
  'trials: x # y',
  'dut: dut.cfg',
  'dut: %(nothing)s',
  'DUT: dut.cfg',
  'player: 10.0.0.1',
  'player: [fe80::1%em0]',
  'cmdport: 6970 ; x',
  'conductor: ::',
  'step1: echo %(a)s',
  'a: %(b)s',
  'b: %(a)s %',
  'spawn1: -timeout5: x > /dev/stdout',
  'timeout5: pkill -f x',
  'timeout0:',
  'fetch1: /tmp/*',
  'fetch1: x',
  'put1: x',
  'setp4: date +%s',
  '  more %(dut.address)s',
  '  # comment',
  '',
  'step1: sudo sysctl -w a=$(b) && ip link add x type veth peer name y',
  "step2: until nc -z 10.0.0.1 5201; do sleep 1; done; iperf3 -c 10.0.0.1 -t 60 > /tmp/a 'b",
  'spawn2: iperf3 -s & ping -c 100 x | sort /tmp/a > /tmp/a',
  '[Undo]',
  'x: a {made} ... -> b {made} or c',
  '# check: allow default-limit, nothing',
  'no delimiter',
  ': no key',
  '\ufeff\0\ud800',
];

const rules = await loadRules();
const line = fc.oneof(fc.constantFrom(...LINES), fc.string({ unit: 'binary', maxLength: 20 }));
const lines = fc.array(line, { maxLength: 40 }).map((all) => all.join('\n'));
const text = fc.oneof(lines, fc.string({ unit: 'binary' }), fc.constantFrom(...generateTexts().slice(0, 500)));
const RUNS = 2000;

describe('whatever the texts are', () => {
  it('parsing returns, and each diagnostic is about a place that exists', () => {
    const law = fc.property(text, text, fc.boolean(), (test, dut, strict) => {
      const parsed = parse(test, dut, strict);
      expect(parsed.test === null).toBe(parsed.diagnostics.some(({ severity }) => severity === 'error'));
      for (const diagnostic of parsed.diagnostics) {
        expect(placeExists(diagnostic.place, diagnostic.place.file === 'dut.cfg' ? dut : test)).toBe(true);
        expect(formatDiagnostic(diagnostic)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
      }
    });
    fc.assert(law, { numRuns: RUNS });
  });

  it('a player that reads its own file alone returns, too', () => {
    const law = fc.property(text, (dut) => {
      const { player, diagnostics } = parsePlayerFile({ path: 'dut.cfg', text: dut });
      expect(player === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
    });
    fc.assert(law, { numRuns: RUNS });
  });
});

describe('whatever the commands are', () => {
  const command = fc
    .stringMatching(/^[!-,.-~äΣ😀][ -$&-~äΣ😀]{0,30}$/u)
    .filter((one) => !/^(?:spawn|timeout\d+):/.test(one));
  const key = fc.constantFrom('step1', 'STEP2', 'a', '10', '2', 'setp3', '__proto__');

  it('their order and every character of them is kept', () => {
    const law = fc.property(fc.array(fc.tuple(key, command)), (pairs) => {
      const run = pairs.map(([name, value]) => `${name}: ${value}`).join('\n');
      const dut = `[Coordinator]\nplayer: a\ncmdport: 1\n[Run]\n${run}`;
      const steps = parse('[Test]\n[Workers]\ndut: dut.cfg', dut).test?.players[0]?.phases.run;
      const kept = steps?.map((step) => [step.index, step.key, step.kind === 'step' && step.command]);
      expect(kept).toEqual(pairs.map(([name, value], at) => [at + 1, name.toLowerCase(), value.trimEnd()]));
    });
    fc.assert(law, { numRuns: RUNS });
  });
});

function parse(test: string, dut: string, strict = false): ParsedTest {
  const players = new Map([['dut.cfg', { path: 'dut.cfg', text: dut }]]);
  return parseTest({ test: { path: 'test.cfg', text: test }, players }, { strict, rules });
}

/** The column may be the one behind the last character: something is missing there. */
function placeExists({ line: number, column }: SourcePlace, source: string): boolean {
  if (number === 0) return column === 0;
  const found = source.replace('\ufeff', '').split(/\r\n|\n|\r/)[number - 1];
  return found !== undefined && column >= 1 && column <= found.length + 1;
}
