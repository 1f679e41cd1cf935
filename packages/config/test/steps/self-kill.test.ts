import { describe, expect, it } from 'vitest';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

/** What is suggested for a step of Run that ends itself. */
function suggestionFor(command: string): string | undefined {
  const { diagnostics } = parseMarked({
    dut: `${COORDINATOR}[Startup]\n[Run]\nstep1: ${command}\n[Collect]\n[Reset]\n`,
  });
  return diagnostics.find(({ code }) => code === 'kills-itself')?.suggestion;
}

const IN_WORDS = 'brackets around one letter of the pattern, as in [i]perf3';

describe('instead of a pkill that finds its own shell is suggested', () => {
  it.each([
    ['the same with what else it was told', 'sudo pkill -9 -u bob -f iperf3', "pkill -9 -u bob -f '[i]perf3'"],
    ['with what is told behind', 'pkill -f iperf3 -u bob >/dev/null 2>&1', "pkill -f '[i]perf3' -u bob"],
    [
      'a step of its own, beside what it would find',
      'pkill -f iperf3; iperf3 -s',
      "in a step of its own: pkill -f '[i]perf3'",
    ],
    ['words, for a pattern in pieces', "pkill -f my'server 5'", IN_WORDS],
    ['words, for a pattern with its file', 'pkill -f iperf3>/tmp/x', IN_WORDS],
    ['words, for one of two patterns', "pkill -f 'iperf3|nuttcp'", IN_WORDS],
    ['words, where a bracket would match itself', "pkill -f 'a.*b'", IN_WORDS],
    ['words, where the first letter may be missing', "pkill -f 'i?perf'", IN_WORDS],
  ])('%s: %s', (_what, command, suggestion) => expect(suggestionFor(command)).toBe(suggestion));
});
