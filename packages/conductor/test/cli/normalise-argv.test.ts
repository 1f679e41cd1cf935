import { describe, expect, it } from 'vitest';
import { normaliseArgv } from '../../src/cli/normalise-argv.ts';

const FILES = ['test.cfg', 'dut', './a/run'];
const isFile = (word: string) => FILES.includes(word);

/** A normal command line, written in one line. */
function normal(line: string): string {
  const { command, options, words } = normaliseArgv(line.split(' ').filter(Boolean), isFile);
  return [command ?? 'nothing', ...options, '|', ...words].join(' ').trim();
}

describe('a command line', () => {
  it.each([
    ['test.cfg', 'run | test.cfg'],
    ['run test.cfg', 'run | test.cfg'],
    ['check test.cfg', 'check | test.cfg'],
    ['show', 'show |'],
    ['show latest', 'show | latest'],
    ['', 'nothing |'],
    ['--help', 'nothing --help |'],
    ['run --help', 'run --help |'],
    ['-q run test.cfg', 'run --quiet | test.cfg'],
    ['-qv test.cfg', 'run --quiet --verbose | test.cfg'],
    ['-t 3 test.cfg', 'run --trials=3 | test.cfg'],
    ['-t3 test.cfg', 'run --trials=3 | test.cfg'],
    ['--trials=3 test.cfg', 'run --trials=3 | test.cfg'],
    ['-p startup run test.cfg', 'run --phases=startup --phases=run | test.cfg'],
    ['-p run run test.cfg', 'run --phases=run --phases=run | test.cfg'],
    ['-p Startup RUN test.cfg', 'run --phases=startup --phases=run | test.cfg'],
    ['-p startup -p run test.cfg', 'run --phases=startup --phases=run | test.cfg'],
    ['-p startup,run test.cfg', 'run --phases=startup --phases=run | test.cfg'],
    ['-pstartup test.cfg', 'run --phases=startup | test.cfg'],
    ['--phases=startup,run test.cfg', 'run --phases=startup --phases=run | test.cfg'],
    ['test.cfg -p run', 'run --phases=run | test.cfg'],
    ['-p run -- test.cfg', 'run --phases=run | test.cfg'],
    ['-p run missing.cfg', 'run --phases=run | missing.cfg'],
    ['-c source dut test.cfg', 'run --players=source --players=dut | test.cfg'],
    ['-c source dut -- test.cfg', 'run --players=source --players=dut | test.cfg'],
    ['run -c source sink test.cfg -t 2', 'run --trials=2 --players=source --players=sink | test.cfg'],
    ['test.cfg -c source dut', 'run --players=source --players=dut | test.cfg'],
    ['-c source dut -p run test.cfg', 'run --phases=run --players=source --players=dut | test.cfg'],
    ['-c source -c sink test.cfg', 'run --players=source --players=sink | test.cfg'],
    ['-c source,sink missing.cfg', 'run --players=source --players=sink --players=missing.cfg |'],
    ['--clients source test.cfg', 'run --players=source | test.cfg'],
    ['--workers=source,sink test.cfg', 'run --players=source --players=sink | test.cfg'],
    ['-c source missing.cfg', 'run --players=source --players=missing.cfg |'],
    ['--quiet=yes test.cfg', 'run --quiet=yes | test.cfg'],
    ['./a/run', 'run | ./a/run'],
    ['-- -odd.cfg', 'run | -odd.cfg'],
    ['-', 'run | -'],
  ])('"%s" means "%s"', (line, meaning) => {
    expect(normal(line)).toBe(meaning);
  });

  it.each([
    ['-p strtup test.cfg', /"strtup" is not a phase; did you mean startup\? Known: startup, run, collect, reset/],
    ['-p startup rnu test.cfg', /"rnu" is not a phase; did you mean run\?/],
    ['-p bogus test.cfg', /bogus/],
    ['-p test.cfg', /-p needs at least one phase: startup, run, collect, reset/],
    ['-p -t 3 test.cfg', /-p needs at least one phase/],
    ['test.cfg -p', /-p needs at least one phase/],
    ['--phases=strtup test.cfg', /"strtup" is not a phase/],
    ['test.cfg -t', /-t needs a value: N/],
    ['--trails 3 test.cfg', /unknown option --trails; did you mean --trials\?/],
    ['-x test.cfg', /unknown option -x$/],
    ['-c test.cfg', /-c needs at least one player/],
    ['chekc test.cfg', /"chekc" is neither a command nor a file; did you mean "conduct check test.cfg"\?/],
    ['shwo', /"shwo" is neither a command nor a file; did you mean "conduct show"\?/],
    ['show latest other', /conduct show takes RUN, and here is one word more: "other"$/],
  ])('"%s" is refused', (line, message) => {
    expect(() => normal(line)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    );
  });
});
