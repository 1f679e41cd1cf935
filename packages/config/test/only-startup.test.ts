import { describe, expect, it } from 'vitest';
import { loadRules, parseTest } from '../src/index.ts';

const rules = await loadRules();
const STEPS = '[Startup]\n[Run]\nstep1: true\nsync2: end\n[Collect]\n[Reset]\n';

/** A test of three players, `bsd` and `lin` on one host, with these lines in the sections [Coordinator] of the two. */
function twins(bsd: string, lin: string, more = '') {
  const dut = (line: string) => `[Coordinator]\nplayer: 10.0.0.1\ncmdport: 6970\n${line}\n${STEPS}${more}`;
  const texts = {
    'bsd.cfg': dut(bsd),
    'lin.cfg': dut(lin),
    'sink.cfg': `[Coordinator]\nplayer: 10.0.0.2\ncmdport: 6970\n${STEPS}`,
  };
  const players = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
  const test = { path: 'test.cfg', text: '[Test]\n[Players]\nbsd: bsd.cfg\nlin: lin.cfg\nsink: sink.cfg\n' };
  const parsed = parseTest({ test, players }, { rules });
  const said = parsed.diagnostics.filter(({ severity }) => severity !== 'note');
  return { ...parsed, said: said.map(({ code, place }) => `${place.file}:${place.line} ${code}`) };
}

describe('only startup', () => {
  it('makes two players of one host, of which one at the most takes part, and two metrics of one name', () => {
    const { test, said } = twins(
      'only startup: FreeBSD',
      'only startup: /^linux/i',
      '[Metrics]\nn: step1 regex /(.)/ pkt\n',
    );
    expect(said).toEqual([]);
    expect(test?.players.map(({ only }) => only)).toEqual([
      { pattern: 'FreeBSD', place: { file: 'bsd.cfg', line: 4 } },
      { pattern: '^linux', place: { file: 'lin.cfg', line: 4 } },
      undefined,
    ]);
    expect(test?.metrics.map(({ name, source }) => `${name} of ${source.player}`)).toEqual(['n of bsd', 'n of lin']);
  });

  it.each([
    ['of one of them only', 'only startup: FreeBSD', '', ['test.cfg:4 same-address']],
    ['that says the same of both', 'only startup: FreeBSD', 'only startup: freebsd', ['test.cfg:4 same-address']],
    [
      'that is no expression',
      'only startup: Free(BSD',
      'only startup: Linux',
      ['bsd.cfg:4 bad-value', 'test.cfg:4 same-address'],
    ],
    ['that says nothing', 'only startup:', 'only startup: Linux', ['bsd.cfg:4 bad-value', 'test.cfg:4 same-address']],
    [
      'of another phase',
      'only run: FreeBSD',
      'only startup: Linux',
      ['bsd.cfg:4 bad-value', 'test.cfg:4 same-address'],
    ],
    ['of a system that nobody knows', 'only startup: FreeBDS', 'only startup: Linux', ['bsd.cfg:4 misspelt-system']],
    ['with the name of a distribution', 'only startup: FreeBSD', 'only startup: Ubuntu', ['lin.cfg:4 misspelt-system']],
  ])('%s is said with its line', (_, bsd, lin, expected) => {
    expect(twins(bsd, lin).said.toSorted()).toEqual(expected);
  });

  it('is minded by the rules of check: what never runs together is not in its own way, and each is looked at', () => {
    const server = 'spawn1: iperf3 -s -p 5201';
    const file = (only: string, steps: string) =>
      `[Coordinator]\nplayer: 10.0.0.1\ncmdport: 6970\nonly startup: ${only}\n[Startup]\n[Collect]\n[Reset]\n[Run]\n${steps}\n`;
    const texts = {
      'bsd.cfg': file('FreeBSD', `${server}\nsync2: up`),
      'lin.cfg': file('Linux', server),
      'sink.cfg': `[Coordinator]\nplayer: 10.0.0.2\ncmdport: 6970\n[Startup]\n[Collect]\n[Reset]\n[Run]\nsync1: up\n`,
    };
    const players = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
    const test = { path: 'test.cfg', text: '[Test]\n[Players]\nbsd: bsd.cfg\nlin: lin.cfg\nsink: sink.cfg\n' };
    const { diagnostics } = parseTest({ test, players }, { rules });
    const said = diagnostics.filter(({ severity }) => severity === 'warning');
    expect(said.map(({ code, place }) => `${place.file}:${place.line} ${code}`)).toEqual(['sink.cfg:8 sync-alone']);
  });
});
