import { describe, expect, it } from 'vitest';
import { loadRules, parseTest } from '../../src/index.ts';

const RULES = await loadRules();
const HEAD = '[Coordinator]\nplayer: 10.0.0.1\ncmdport: 6970\n';

/** `file:line code`, of all but notes. */
function said(test: string, dut: string): string[] {
  const texts = {
    test: { path: 'test.cfg', text: test },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text: dut }]]),
  };
  return parseTest(texts, { rules: RULES })
    .diagnostics.filter(({ severity }) => severity !== 'note')
    .map(({ code, place }) => `${place.file}:${place.line} ${code}`);
}

describe('one look finds all that can be known', () => {
  const STEPS = '[Startup]\nstep1: kldload ipfw\n[Run]\nstep1: iperf3 -c 10.0.0.9\n[Collect]\n[Reset]\n';

  it('a mistake in [Test], [Metrics] or [Checks] hides none of the other sections, of other cases, and of rules', () => {
    const test =
      '[Test]\ntrials: many\ntrials: 3\n[Matrix]\nsize: 1, 2\nexclude: size=3\n[Players]\ndut: dut.cfg\n' +
      '[Metrics]\nrate: dut/step1 iperf3 nonsense\nloss: dut/step7 ping loss\n[Checks]\nrate: mean > 1\nlate: mean > 1\n';
    expect(said(test.replace('exclude: size=3\n', ''), `${HEAD}${STEPS}`)).toEqual([
      'test.cfg:2 bad-value',
      'test.cfg:3 duplicate-key',
      'test.cfg:9 bad-metric',
      'test.cfg:10 bad-metric',
      // Not line 12: what is wrong with that metric is told of itself.
      'test.cfg:13 unknown-metric',
      'dut.cfg:5 reset-symmetry',
    ]);
    expect(said(test, `${HEAD}${STEPS}`)).toContain('test.cfg:6 bad-matrix');
  });

  it('a mistake in one case is found although [Test] has one', () => {
    const test = '[Test]\ntrials: many\n[Matrix]\nsize: 64, 0\n[Players]\ndut: dut.cfg\n';
    const dut = `${HEAD}[Startup]\n[Run]\nready1: tcp 10.0.0.9:%(size)s\n[Collect]\n[Reset]\n`;
    expect(said(test, dut)).toEqual(['test.cfg:2 bad-value', 'dut.cfg:6 not-a-condition']);
  });

  it('a step that is missing is no reason to say that a metric means none', () => {
    const test = '[Test]\n[Players]\ndut: dut.cfg\n[Metrics]\nrate: dut/ready1 regex /(\\d+)/\n';
    const dut = `${HEAD}[Startup]\n[Run]\nready1: nothing at all\n[Collect]\n[Reset]\n`;
    expect(said(test, dut)).toEqual(['dut.cfg:6 not-a-condition']);
  });
});

it('who meant a command by a fetch or a put with words behind it is told the key of a step', () => {
  const texts = (line: string) => ({
    test: { path: 'test.cfg', text: '[Test]\n[Players]\ndut: dut.cfg\n' },
    players: new Map([
      ['dut.cfg', { path: 'dut.cfg', text: `${HEAD}[Startup]\n[Run]\n${line}\n[Collect]\n[Reset]\n` }],
    ]),
  });
  for (const line of ['fetch1 required max200MiB: ls', 'put1 keep: ls'])
    expect(parseTest(texts(line)).diagnostics.map(({ suggestion }) => suggestion)).toContain(
      'write step1: if a command is meant',
    );
});
