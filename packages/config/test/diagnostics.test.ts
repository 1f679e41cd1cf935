import { describe, expect, it } from 'vitest';
import { RULE_CODES } from '../src/diagnostics/rule-codes.ts';
import { DIAGNOSTIC_CODES, type DiagnosticCode, formatDiagnostic } from '../src/index.ts';
import { COORDINATOR, type MarkedTest, markOf, PHASES, parseMarked } from './support/marked-test.ts';

const test = (text: string): MarkedTest => ({ test: text });
const dut = (text: string): MarkedTest => ({ dut: text });
const settings = (lines: string) => test(`[Test]\n${lines}\n[Workers]\ndut: dut.cfg\n`);
const workers = (lines: string) => test(`[Test]\n[Workers]\n${lines}\n`);
const coordinator = (lines: string) => dut(`[Coordinator]\n${lines}\n${PHASES}`);
const run = (lines: string) => dut(`${COORDINATOR}[Startup]\n[Collect]\n[Reset]\n[Run]\n${lines}\n`);
const reset = (lines: string) => dut(`${COORDINATOR}[Startup]\n[Run]\n[Collect]\n[Reset]\n${lines}\n`);
const matrix = (lines: string, more = '') => test(`[Test]\n${more}\n[Workers]\ndut: dut.cfg\n[Matrix]\n${lines}\n`);
/** A metric of the only step of dut, and what else the test file says. */
const metrics = (line: string, more = ''): MarkedTest => ({
  test: `[Test]\n[Workers]\ndut: dut.cfg\n${more}`,
  dut: `${COORDINATOR}[Startup]\n[Collect]\n[Reset]\n[Run]\nstep1: ping -c 3 10.0.0.2\n[Metrics]\n${line}\n`,
});
const HALF = 'x'.repeat(40_000);

/** A text for each thing that is said, the mark before what it is said about. No mark: about the file as a whole. */
const SAID: readonly (readonly [DiagnosticCode, MarkedTest])[] = [
  ['no-such-file', workers('dut: ▸nowhere.cfg')],
  ['nul-byte', run('step1: a▸\0b')],
  ['file-too-long', dut(`${COORDINATOR}${'#\n'.repeat(2 ** 19)}`)],
  ['file-too-long', test('#'.repeat(2 ** 20 + 1))],
  ['line-too-long', run(`▸step1: ${'x'.repeat(2 ** 16)}`)],
  ['command-too-long', run(`step1: ▸${HALF}\n ${HALF}\n ${HALF}\n ${HALF}`)],
  ['command-too-long', run(`step1: ▸%(a)s %(a)s %(a)s %(a)s\na: ${HALF}`)],
  ['expansion-too-large', run(`a: ${HALF}\n${'b: %(a)s\n'.repeat(418)}b: ▸%(a)s`)],
  ['too-many-steps', run(`${'a: true\n'.repeat(10_000)}▸a: true`)],
  ['no-section-header', test('▸name: x\n[Test]\n[Workers]\ndut: dut.cfg\n')],
  ['duplicate-section', run('step1: true\n▸[Run]')],
  ['duplicate-key', settings('trials: 1\n▸trials: 2')],
  ['duplicate-key', workers('dut: dut.cfg\n▸DUT: dut.cfg')],
  ['duplicate-key', coordinator('player: 10.0.0.1\ncmdport: 6970\n▸cmdport: 6971')],
  ['duplicate-key', dut(`[DEFAULT]\na: 1\n▸a: 2\n${COORDINATOR}${PHASES}`)],
  ['no-delimiter', run('step1: true\n▸step2 true')],
  ['empty-key', run('▸: true')],
  ['missing-section', test('[Workers]\ndut: dut.cfg\n')],
  ['missing-section', dut(PHASES)],
  ['player-for-test', test(`${COORDINATOR}${PHASES}`)],
  ['misspelt-section', dut(`${COORDINATOR}[Startup]\n▸[run]\n[Collect]\n[Reset]\n`)],
  ['misspelt-section', dut(`${COORDINATOR}[Startup]\n▸[Run] # see [1]\n[Collect]\n[Reset]\n`)],
  ['misspelt-section', test('▸[test]\n[Workers]\ndut: dut.cfg\n')],
  ['two-spellings', dut(`${COORDINATOR}${PHASES}▸[Master]\nplayer: 10.0.0.1\n`)],
  ['two-spellings', test('[Test]\n[Clients]\ndut: dut.cfg\n▸[Workers]\n')],
  ['no-players', test('[Test]\n')],
  ['no-players', test('[Test]\n[Workers]\n')],
  ['missing-key', dut(`▸[Coordinator]\ncmdport: 6970\n${PHASES}`)],
  ['missing-key', dut(`▸[Coordinator]\nplayer: 10.0.0.1\n${PHASES}`)],
  ['bad-value', settings('trials: ▸0')],
  ['bad-value', settings('trials:▸abc')],
  ['bad-value', settings('trials =▸ ')],
  ['bad-value', settings('trials: 3\nname: ▸a/b')],
  ['bad-value', settings('lease: ▸5 parsecs')],
  ['bad-value', settings('on_failure: ▸stopp')],
  ['bad-value', workers('dut:▸ ')],
  ['bad-value', run('▸timeout0: sleep 1')],
  ['bad-value', run('▸timeout99999999: sleep 1')],
  ['bad-address', coordinator('player: ▸10.0.0.256\ncmdport: 6970')],
  ['bad-address', coordinator('cmdport: 6970\nplayer =▸10.0.0.1:6970')],
  ['bad-address', coordinator('player: 10.0.0.1\ncmdport: 6970\nconductor: ▸-x')],
  ['bad-port', coordinator('player: 10.0.0.1\ncmdport: ▸65536')],
  ['bad-port', coordinator('player: 10.0.0.1\ncmdport: 6970\nresultsport: ▸http')],
  ['bad-player-name', workers('▸the dut: dut.cfg')],
  ['bad-player-name', workers('▸..: dut.cfg')],
  ['same-address', workers('dut: dut.cfg\ntwin: ▸dut.cfg')],
  ['unknown-variable', run('step1: echo ▸%(nmae)s')],
  ['unknown-variable', run('step1: echo\n   one\n\n   two ▸%(nmae)s')],
  ['variable-depth', run('step1: echo %(a)s\na: ▸%(a)s')],
  ['variable-depth', run('step1: echo %(a)s\na: %(b)s\nb: ▸%(a)s')],
  ['not-a-pattern', run('fetch1: ▸fetch http://10.0.0.2/x')],
  ['not-a-pattern', run('fetch1: ▸/tmp/a /tmp/b')],
  ['not-a-pattern', run(`fetch1: ▸/${'a'.repeat(4096)}`)],
  ['not-a-put', run('put1: ▸cp a b')],
  ['not-a-put', run('put1: ▸a -> b')],
  ['not-a-put', run('put1: ▸a -> /b/../c')],
  ['bad-value', run('▸put1 kep: a -> /tmp/b')],
  ['bad-value', run('▸fetch1 keep: /tmp/b')],
  ['put-in-reset', reset('▸put1: a -> /tmp/b')],
  ['not-a-condition', run('ready1: ▸sleep 5')],
  ['not-a-condition', run('spawn1: a\nready1: ▸log spawn2 /up/')],
  ['bad-value', run('▸ready1 20: tcp 10.0.0.1:80')],
  ['not-a-sync', run('sync1: ▸all listen')],
  ['not-a-sync', run('sync1: up\nsync2: ▸up')],
  ['not-a-sync', reset('sync1: ▸up')],
  ['bad-value', run('▸sync1 20: up')],
  ['not-a-reboot', run('reboot1: ▸reboot')],
  ['not-a-reboot', reset('reboot1: ▸600')],
  ['bad-value', run('▸spawn1 retry3: true')],
  ['variable-place', settings('name: a\noutput: ▸%(trial)s.txt')],
  ['variable-place', matrix('size: 64, 128', 'output: ▸%(size)s.txt')],
  ['variable-place', matrix('size: 64, 128', 'output: ▸%(case)s.txt')],
  ['bad-matrix', test('[Test]\n[Workers]\ndut: dut.cfg\n▸[Matrix]\n')],
  ['bad-matrix', matrix('size: 64, ▸, 128')],
  ['bad-matrix', matrix('size: 64, 128▸,')],
  ['bad-matrix', matrix('size: ▸"64')],
  ['bad-matrix', matrix('size: 64, ▸1..8 times 1')],
  ['bad-matrix', matrix('size: 64, 128, ▸64')],
  ['bad-matrix', matrix('size, rate: 64 1G, ▸1500')],
  ['bad-matrix', matrix('▸the size: 64')],
  ['bad-matrix', matrix('size: 64\n▸size, rate: 64 1G')],
  ['bad-matrix', matrix('size: 64\nexclude: ▸sise=64')],
  ['bad-matrix', matrix('size: 64\nexclude: ▸size=65')],
  ['bad-matrix', test('[Test]\n[Workers]\ndut: dut.cfg\n▸[Matrix]\na: "x,b=y", x\nb: z, "y,b=z"\n')],
  ['shadowed-name', matrix('▸test: 1, 2')],
  ['too-many-cases', test(`[Test]\n[Workers]\ndut: dut.cfg\n▸[Matrix]\na: 1..101\nb: 1..100\n`)],
  ['too-many-cases', test(`[Test]\ntrials: 100000\n[Workers]\ndut: dut.cfg\n▸[Matrix]\na: 1..11\n`)],
  ['shadowed-name', test('[Test]\n[Workers]\ndut: dut.cfg\n[Variables]\nsize: 1\n▸[Matrix]\nSize: 1..2\n')],
  ['unneeded-exclusion', matrix('a, b: 1 1, 2 2\nexclude: ▸a=1,b=2')],
  ['bad-look', dut(`${COORDINATOR}${PHASES}[State]\n▸a thing: ls\n`)],
  ['secret-name', run('step1: echo ▸%(secret:9)s')],
  ['secret-place', run('step1: ▸echo \\%(secret:KEY)s')],
  ['secret-place', run('fetch1: ▸/tmp/%(secret:KEY)s')],
  ['secret-place', coordinator('player: ▸%(secret:KEY)s\ncmdport: 6970')],
  ['secret-place', dut(`${COORDINATOR}${PHASES}▸[%(secret:KEY)s]`)],
  ['secret-place', run('▸%(secret:KEY)s: true')],
  ['bad-metric', metrics('rate: step1 ▸iperf receiver')],
  ['bad-metric', metrics('rate: step1 regex ▸/([0-9]+/ pkt/s')],
  ['bad-metric', metrics('rate: ▸step7 ping avg')],
  ['bad-metric-name', metrics('▸the rate: step1 ping avg')],
  ['same-metric', metrics('▸rtt: step1 ping avg', '[Metrics]\nRTT: dut/step1 ping max\n')],
  ['bad-check', metrics('rtt: step1 ping avg', '[Checks]\nrtt: ▸meen < 5 ms\n')],
  ['bad-check', metrics('rtt: step1 ping avg', '[Checks]\nrtt: max < 5 ms, ▸mean < 5 kbit/s\n')],
  ['unknown-metric', metrics('rtt: step1 ping avg', '[Checks]\n▸rate: mean > 5 Gbit/s\n')],
  ['unknown-section', test('[Test]\n[Workers]\ndut: dut.cfg\n▸[Notes]\nx: y\n')],
  ['unknown-section', dut(`${COORDINATOR}${PHASES}▸[Cleanup]\nstep1: true\n`)],
  ['unknown-key', settings('▸trails: 5')],
  ['unknown-key', coordinator('player: 10.0.0.1\ncmdport: 6970\n▸comdport: 6970')],
  ['misspelt-system', coordinator('player: 10.0.0.1\ncmdport: 6970\nonly startup: ▸FreeBDS')],
  ['unknown-step-kind', run('▸setp4: true')],
  ['unclear-timeout', run('▸timeout: sleep 1')],
  ['unclear-timeout', run('▸timeout5m: sleep 1')],
  ['unused-prefix', run('timeout5: ▸spawn:iperf3 -s')],
  ['empty-command', run('step1:▸')],
  ['empty-command', run('step1: ▸spawn: -')],
  ['unclear-variable', run('step1: echo ▸%(name)')],
  ['own-output', run('step1: ▸date > /dev/stdout')],
  ['kills-itself', reset('step1: ▸pkill -f iperf3')],
  ['bare-percent', run('step1: date +▸%s')],
  ['same-key-twice', run('timeout120: a\n▸timeout120: b')],
  ['section-spelling', dut(`▸[Master]\nplayer: 10.0.0.1\ncmdport: 6970\n${PHASES}`)],
  ['section-spelling', test('[Test]\n▸[Clients]\ndut: dut.cfg\n')],
  ['section-spelling', test('[Test]\n▸[Players]\ndut: dut.cfg\n')],
  ['inline-comment', settings('trials: ▸3 # three')],
  ['inline-comment', workers('dut: ▸dut.cfg ; the device')],
  ['inline-comment', coordinator('player: ▸10.0.0.1 # lab\ncmdport: 6970')],
  ['kind-outside-run', reset('▸timeout5: sleep 1')],
  ['kind-outside-run', reset('▸spawn1: sleep 1')],
  ['value-prefix', reset('step1: ▸timeout5:sleep 1')],
  ['default-section', dut(`▸[DEFAULT]\na: 1\n${COORDINATOR}${PHASES}`)],
  ['missing-phase', dut(`${COORDINATOR}[Startup]\n[Run]\n[Collect]\n`)],
  ['byte-order-mark', dut(`\ufeff${COORDINATOR}${PHASES}`)],
  ['own-step-kind', run('▸fetch1: /tmp/*.pcap')],
  [
    'shared-results-port',
    {
      test: '[Test]\n[Workers]\nother: other.cfg\ndut: dut.cfg\n',
      other: `${COORDINATOR.replace('6970', '6980')}resultsport: 6971\n${PHASES}`,
      dut: `${COORDINATOR}resultsport: ▸6971\n${PHASES}`,
    },
  ],
  ['blanks-in-value', { test: '[Test]\n[Workers]\ndut: dut.cfg\n[Matrix]\nmode: ▸tcp udp\n' }],
  ['unknown-allowance', run('▸# check: alow kills-itself\nstep1: true')],
  ['unused-key', settings('▸max_message_size: 10')],
  ['unused-key', coordinator('player: 10.0.0.1\ncmdport: 6970\n▸max_message_size: 10')],
  ['name-case', workers('▸DUT: dut.cfg')],
  ['more-like-this', run('stpe: true\n'.repeat(101))],
];

/** Said by what reads files; load-test.test.ts has them. */
const SAID_WHEN_LOADING: readonly DiagnosticCode[] = [
  'not-a-file',
  'unreadable',
  'not-utf-8',
  'two-player-files',
  'player-file-place',
  'nothing-to-put',
  'maybe-nothing-to-put',
];

/** Said of the command line; variables/said-variables.test.ts has it. */
const SAID_OF_WORDS: readonly DiagnosticCode[] = ['said-variable'];

/** Said by rules, in test/rules. */
const SAID_BY_RULES: readonly string[] = [...Object.keys(RULE_CODES), 'bad-undo'];

function title(marked: MarkedTest): string {
  const text = JSON.stringify(marked);
  return text.length < 200 ? text : `${text.slice(0, 100)}…${text.slice(-50)}`;
}

describe('what is said about a test', () => {
  it.each(SAID.map(([code, marked]) => [code, title(marked), marked] as const))('%s in %s', (code, _, marked) => {
    const { test: parsed, diagnostics } = parseMarked(marked);
    const said = diagnostics.filter((diagnostic) => diagnostic.code === code);
    expect(said.map(({ place: { file, line, column } }) => `${file}:${line}:${column}`)).toContain(markOf(marked));
    expect(said.map(({ severity }) => severity)).toEqual(said.map(() => DIAGNOSTIC_CODES[code].severity));
    expect(parsed === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  });

  it('has a case for every code', () => {
    const known = new Set<string>([
      ...SAID.map(([code]) => code),
      ...SAID_WHEN_LOADING,
      ...SAID_OF_WORDS,
      ...SAID_BY_RULES,
    ]);
    expect(Object.keys(DIAGNOSTIC_CODES).filter((code) => !known.has(code))).toEqual([]);
  });

  it('is one thing about a file that has no section at all', () => {
    const { diagnostics } = parseMarked(test('some notes\nof somebody: who\nnever heard of sections\n'));
    expect(diagnostics.filter(({ code }) => code === 'no-section-header')).toHaveLength(1);
  });

  it('is nothing about a plain test', () => {
    expect(parseMarked({}).diagnostics).toEqual([]);
  });

  it.each([
    ['put1: a -> /tmp/%(trial)s', 'a -> /tmp/%(trial)s'],
    ['fetch1: tmp/%(trial)s', 'tmp/%(trial)s'],
    ['ready1: file %(trial)s', 'file %(trial)s'],
  ])('shows the number of the trial as the file has it: %s', (lines, found) => {
    const [said] = parseMarked(run(lines)).diagnostics;
    expect(said).toMatchObject({ found, message: expect.stringContaining(`"${found}"`) });
  });

  it('is complete on one line: no message ends in the middle, none holds a control character', () => {
    for (const [, marked] of SAID) {
      for (const diagnostic of parseMarked(marked).diagnostics) {
        expect(diagnostic.message).not.toMatch(/undefined|null|NaN|\[object|\s{2}|\.$/);
        expect(formatDiagnostic(diagnostic)).not.toMatch(/[^\P{Cc}\n]/u);
      }
    }
  });
});

it('that steps are of our own kinds is said once in a test, at the first of them', () => {
  const { diagnostics } = parseMarked(run('fetch1: /tmp/a\nready2: tcp 10.0.0.1:80\nsync3: up\nfetch4: /tmp/b'));
  expect(diagnostics.filter(({ severity }) => severity === 'note')).toMatchObject([
    { code: 'own-step-kind', message: expect.stringMatching(/^fetch1: /) },
  ]);
});

describe('under strict', () => {
  it.each<[DiagnosticCode, MarkedTest]>([
    ['unknown-section', test('[Test]\n[Workers]\ndut: dut.cfg\n[Notes]\n')],
    ['unknown-key', settings('trails: 5')],
    ['unknown-step-kind', run('setp4: true')],
  ])('%s is an error', (code, marked) => {
    const { test: parsed, diagnostics } = parseMarked(marked, { strict: true });
    expect(diagnostics).toMatchObject([{ code, severity: 'error' }]);
    expect(parsed).toBeNull();
  });

  it('other warnings and notes stay what they are', () => {
    const marked = run('timeout: date +%s > /dev/stdout');
    expect(parseMarked(marked, { strict: true })).toEqual(parseMarked(marked));
  });
});

describe('a suggestion', () => {
  it.each<[string, MarkedTest, DiagnosticCode]>([
    ['step4', run('setp4: true'), 'unknown-step-kind'],
    ['step1', run('step1 retry2 as: true'), 'unknown-step-kind'],
    ['spawn1', run('sapwn1: true'), 'unknown-step-kind'],
    ['timeout30', run('timeuot30: true'), 'unknown-step-kind'],
    ['timeout300', run('timeout5m: true'), 'unclear-timeout'],
    ['timeout30', run('timeout: true'), 'unclear-timeout'],
    ['timeout30', run('timeout_30b: true'), 'unclear-timeout'],
    ['trials', settings('trails: 5'), 'unknown-key'],
    ['step_timeout', settings('steptimeout: 5'), 'unknown-key'],
    ['stop', settings('on_failure: stopp'), 'bad-value'],
    ['the_dut', workers('the dut: dut.cfg'), 'bad-player-name'],
    ['10.0.0.1', coordinator('cmdport: 6970\nplayer=10.0.0.1:6970'), 'bad-address'],
    ['[Run]', dut(`${COORDINATOR}[Startup]\n[run]\n[Collect]\n[Reset]\n`), 'misspelt-section'],
    ['[Reset]', dut(`${COORDINATOR}${PHASES}[Rest]\n`), 'unknown-section'],
    ['%(name)s', run('name: x\nstep1: %(nmae)s'), 'unknown-variable'],
    ['%%(nothing)s for the text as it is', run('step1: %(nothing)s'), 'unknown-variable'],
    ['write step1: if a command is meant', run('fetch1: fetch http://x'), 'not-a-pattern'],
    ['write step1: if a command is meant', run('put1: cp a b'), 'not-a-put'],
    ['leave the word out', run('put1 retry2: a -> /tmp/b'), 'bad-value'],
    ['leave the word out', run('sync1 retry2: up'), 'bad-value'],
    ['put1 keep', run('put1 kep: a -> /tmp/b'), 'bad-value'],
    ['put1', run('put1 often: a -> /tmp/b'), 'bad-value'],
    ['sync1: all-listen, or step1: if a command is meant', run('sync1: cp a b'), 'not-a-sync'],
    ['>&2, or capture = pipe in [Test]', run('step1: echo no | tee /dev/stderr'), 'own-output'],
    ['write step1: if a command is meant', run('put1: a -> /tmp/%(trial)s'), 'not-a-put'],
    ["pkill -f '[i]perf3 %(trial)s'", run("step1: pkill -f 'iperf3 %(trial)s'"), 'kills-itself'],
    ["pkill -f '[i]perf3 -s'", run("step1: pkill -f 'iperf3 -s'"), 'kills-itself'],
    [`pkill -f '[i]t'\\''s'`, run('step1: pkill -f "it\'s"'), 'kills-itself'],
    ['brackets around one letter of the pattern, as in [i]perf3', run('step1: pkill -f "$x"'), 'kills-itself'],
  ])('is %s', (suggestion, marked, code) => {
    const said = parseMarked(marked).diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(said?.suggestion).toBe(suggestion);
  });
});
