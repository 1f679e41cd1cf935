import { DEFAULT_SETTINGS, type Settings, stepText } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { parseTest } from '../src/index.ts';
import { COORDINATOR, PHASES, parseMarked } from './support/marked-test.ts';

describe('a test', () => {
  it('has what its files say', () => {
    const test = '[Test]\nname: forwarding\ntrials: 5\n[Workers]\nDut: dut.cfg\nother: other.cfg\n';
    const dut = `${COORDINATOR}conductor: 10.0.0.250\nresultsport: 6971\n[Startup]\nstep1:ifconfig ix0 up\n`;
    const other = '[Coordinator]\nplayer: [2001:DB8::2]\ncmdport: 7000\n[Run]\nfetch1: -/tmp/*.txt\n';
    expect(parseMarked({ test, dut, other }).test).toEqual({
      name: 'forwarding',
      file: 'test.cfg',
      trials: 5,
      settings: DEFAULT_SETTINGS,
      metrics: [],
      checks: [],
      players: [
        {
          name: 'Dut',
          file: 'dut.cfg',
          address: '10.0.0.1',
          port: 6970,
          conductor: '10.0.0.250',
          resultsPort: 6971,
          phases: {
            startup: [
              {
                kind: 'step',
                index: 1,
                key: 'step1',
                place: { file: 'dut.cfg', line: 7 },
                mayFail: false,
                command: 'ifconfig ix0 up',
              },
            ],
            run: [],
            collect: [],
            reset: [],
          },
        },
        {
          name: 'other',
          file: 'other.cfg',
          address: '2001:DB8::2',
          port: 7000,
          conductor: null,
          resultsPort: null,
          phases: {
            startup: [],
            run: [
              {
                kind: 'fetch',
                index: 1,
                key: 'fetch1',
                place: { file: 'other.cfg', line: 5 },
                mayFail: true,
                pattern: '/tmp/*.txt',
              },
            ],
            collect: [],
            reset: [],
          },
        },
      ],
    });
  });

  it('is named after its file when it does not say how', () => {
    const players = new Map([['dut.cfg', { path: 'dut.cfg', text: COORDINATOR }]]);
    const nameOf = (path: string) =>
      parseTest({ test: { path, text: '[Test]\n[Workers]\ndut: dut.cfg\n' }, players }).test?.name;
    expect(nameOf('lab/ipfw.cfg')).toBe('ipfw');
    expect(nameOf('lab/ipfw')).toBe('ipfw');
    expect(nameOf('lab/a\u001bb.c.cfg')).toBe('a_b.c');
    expect(nameOf('')).toBe('test');
  });

  it('takes from the caller what it does not say itself', () => {
    const test = '[Test]\nlease: 10\n[Workers]\ndut: dut.cfg\n';
    const { settings } = parseMarked({ test }, { defaults: { leaseMs: 1, results: 'there' } }).test ?? {};
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, leaseMs: 10_000, results: 'there' });
  });
});

describe('settings', () => {
  it.each<[string, Partial<Settings>]>([
    ['on_failure: stop', { onFailure: 'stop' }],
    ['ON_FAILURE = Continue', { onFailure: 'continue' }],
    ['step_timeout: 90', { stepTimeoutMs: 90_000 }],
    ['step_timeout: none', { stepTimeoutMs: null }],
    ['lease: 2m', { leaseMs: 120_000 }],
    ['on_disconnect: finish', { onDisconnect: 'finish' }],
    ['kill_grace: 0.5', { killGraceMs: 500 }],
    ['max_skew: 5ms', { maxSkewMs: 5 }],
    ['max_skew: 0.25 ms', { maxSkewMs: 0.25 }],
    ['max_skew: none', { maxSkewMs: null }],
    ['max_output: 1000000', { maxOutputBytes: 1_000_000 }],
    ['max_output: 64MiB', { maxOutputBytes: 64 * 2 ** 20 }],
    ['max_output: 2 GiB', { maxOutputBytes: 2 ** 31 }],
    ['max_output: none', { maxOutputBytes: Number.MAX_SAFE_INTEGER }],
    ['max_results: 200 GB', { maxResultsBytes: 2e11 }],
    ['max_fetch: 3 GiB', { maxFetchBytes: 3 * 2 ** 30 }],
    ['max_results: None', { maxResultsBytes: Number.MAX_SAFE_INTEGER }],
    ['capture: pipe', { capture: 'pipe' }],
    ['stop_signal: TERM', { stopSignal: 'SIGTERM' }],
    ['stop_signal: sigusr1', { stopSignal: 'SIGUSR1' }],
    ['live: no', { live: false }],
    ['collector: External', { collector: 'external' }],
    ['cooldown: 1h', { cooldownMs: 3_600_000 }],
    ['results: /var/results # here', { results: '/var/results' }],
    ['format: json', { format: 'json' }],
    ['output: result.json', { output: 'result.json' }],
    ['results: out/%(test)s', { results: 'out/t' }],
    ['results: %(base)s/x', { results: '/b/x' }],
  ])('%s', (line, settings) => {
    const test = `[DEFAULT]\nbase: /b\n[Test]\nname: t\n${line}\n[Workers]\ndut: dut.cfg\n`;
    expect(parseMarked({ test }).test?.settings).toEqual({ ...DEFAULT_SETTINGS, ...settings });
  });

  it.each(['lease: 0.5', 'cooldown: 25d', 'kill_grace: 0.0001', 'max_output: 0', 'live: maybe', 'stop_signal: WINCH'])(
    '%s is refused',
    (line) => {
      const test = `[Test]\n${line}\n[Workers]\ndut: dut.cfg\n`;
      expect(parseMarked({ test }).diagnostics.map(({ code }) => code)).toEqual(['bad-value']);
    },
  );
});

describe('variables', () => {
  const commandsOf = (dut: string, variables = '') => {
    const test = `[Test]\nname: t\n[Variables]\n${variables}\n[Workers]\nDut: dut.cfg\nother: other.cfg\n`;
    const other = `[Coordinator]\nplayer: fe80::1%em0\ncmdport: 6970\n${PHASES}`;
    const steps = parseMarked({ test, dut: `${COORDINATOR}${dut}`, other }).test?.players[0]?.phases.run;
    return steps?.map(stepText);
  };

  it('are looked for in the section, in [DEFAULT], in [Variables], and among what is built in', () => {
    const dut = '[DEFAULT]\na: default\nb: default\n[Run]\na: section\nstep1: %(a)s %(b)s %(c)s %(test)s\n';
    expect(commandsOf(dut, 'a: v\nb: v\nc: v')).toEqual(['section', 'section default v t']);
  });

  it('hide what is built in', () => {
    expect(commandsOf('[DEFAULT]\ntrial: 7\nplayer: me\n[Run]\nstep1: %(trial)s %(player)s')).toEqual(['7 me']);
  });

  it('name the player and the addresses of all, in any case', () => {
    const dut = '[Run]\nstep1: %(player)s %(PLAYER)s %(dut.address)s %(Other.address)s';
    expect(commandsOf(dut)).toEqual(['Dut Dut 10.0.0.1 fe80::1%em0']);
  });

  it('may stand in the value of another one, and are looked for where that one is used', () => {
    const dut = '[Run]\nnic: ix0\nstep1: %(up)s\n';
    expect(commandsOf(dut, 'up: ifconfig %(nic)s %(player)s')).toEqual(['ix0', 'ifconfig ix0 Dut']);
  });

  it('of one file are not those of another', () => {
    const test = '[DEFAULT]\na: 1\n[Test]\n[Workers]\ndut: dut.cfg\n';
    const { diagnostics } = parseMarked({ test, dut: `${COORDINATOR}${PHASES}step1: %(a)s` });
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-variable']);
  });
});
