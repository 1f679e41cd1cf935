import { type PlayerPlan, type Step, stepText } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import type { DiagnosticCode } from '../src/index.ts';
import { askPython } from './oracle/ask-python.ts';
import { COORDINATOR, type MarkedTest, PHASES, parseMarked } from './support/marked-test.ts';

/** One row of "What is accepted beyond the original" in docs/config-format.md. */
interface Row {
  readonly texts: MarkedTest;
  /** What `conduct check` explains it with. */
  readonly code: DiagnosticCode;
  /** What becomes of the last player; `null` when the test is refused. */
  readonly becomes: ((plan: PlayerPlan | undefined) => void) | null;
}

const run = (lines: string): MarkedTest => ({
  dut: `${COORDINATOR}[Startup]\n[Collect]\n[Reset]\n[Run]\n${lines}\n`,
});
const reset = (lines: string): MarkedTest => ({ dut: `${COORDINATOR}${PHASES}${lines}\n` });

const commandsOf = (steps: readonly Step[] = []) =>
  steps.map((step) => (step.kind === 'fetch' ? step.pattern : `${step.kind} ${stepText(step)}`));
const runs =
  (...commands: string[]) =>
  (plan: PlayerPlan | undefined) =>
    expect(commandsOf(plan?.phases.run)).toEqual(commands);
const resets =
  (...commands: string[]) =>
  (plan: PlayerPlan | undefined) =>
    expect(commandsOf(plan?.phases.reset)).toEqual(commands);
const isPlan = (part: Partial<PlayerPlan>) => (plan: PlayerPlan | undefined) => expect(plan).toMatchObject(part);

const noted = (texts: MarkedTest, code: DiagnosticCode, becomes: Row['becomes']): Row => ({ texts, code, becomes });
const refused = (texts: MarkedTest, code: DiagnosticCode): Row => ({ texts, code, becomes: null });

const SHARED_PORT: MarkedTest = {
  test: '[Test]\n[Workers]\nother: other.cfg\ndut: dut.cfg\n',
  other: `[Coordinator]\nplayer: 10.0.0.2\ncmdport: 6970\nresultsport: 6971\n${PHASES}`,
  dut: `${COORDINATOR}resultsport: 6971\n${PHASES}`,
};

const ROWS: Readonly<Record<string, Row>> = {
  'a bare % is a literal one': noted(
    run('step1: date +%s %%s %(day)s\nday: today'),
    'bare-percent',
    runs('step date +%s %s today', 'step today'),
  ),
  'the same key twice in a phase is two steps, in file order': noted(
    run('timeout120: b\ntimeout120: a'),
    'same-key-twice',
    runs('timeout b', 'timeout a'),
  ),
  '[Master] is [Coordinator]': noted(
    { dut: `[Master]\nplayer: 10.0.0.9\ncmdport: 1\n${PHASES}` },
    'section-spelling',
    isPlan({ address: '10.0.0.9', port: 1 }),
  ),
  '[Clients] is [Workers]': noted(
    { test: '[Test]\n[Clients]\ndut: dut.cfg\n' },
    'section-spelling',
    isPlan({ name: 'dut' }),
  ),
  '[Players] is [Workers]': noted(
    { test: '[Test]\n[Players]\ndut: dut.cfg\n' },
    'section-spelling',
    isPlan({ name: 'dut' }),
  ),
  'an inline comment after an address or a port is left out': noted(
    { dut: `[Coordinator]\nplayer = 10.0.1.10          # the server\ncmdport = 6970 ; its port\n${PHASES}` },
    'inline-comment',
    isPlan({ address: '10.0.1.10', port: 6970 }),
  ),
  'timeoutN works outside Run': noted(reset('timeout5: sleep 9'), 'kind-outside-run', resets('timeout sleep 9')),
  'spawnN works outside Run': noted(reset('spawn1: sleep 9'), 'kind-outside-run', resets('spawn sleep 9')),
  'spawn:cmd works outside Run': noted(reset('step1: spawn:sleep 9'), 'value-prefix', resets('spawn sleep 9')),
  'timeoutN:cmd works outside Run': noted(reset('step1: timeout5:sleep 9'), 'value-prefix', resets('timeout sleep 9')),
  'keys of [DEFAULT] are variables only': noted(
    { dut: `[DEFAULT]\nnic: ix0\n${COORDINATOR}${PHASES}step1: ifconfig %(nic)s\n` },
    'default-section',
    resets('step ifconfig ix0'),
  ),
  'a missing phase is an empty one': noted(
    { dut: COORDINATOR },
    'missing-phase',
    isPlan({ phases: { startup: [], run: [], collect: [], reset: [] } }),
  ),
  'a byte order mark is left out': noted(
    { dut: `\ufeff${COORDINATOR}${PHASES}step1: true\n` },
    'byte-order-mark',
    resets('step true'),
  ),
  'fetchN brings files home': noted(run('fetch1: /tmp/*.pcap'), 'own-step-kind', runs('/tmp/*.pcap')),
  'players may share a resultsport': noted(SHARED_PORT, 'shared-results-port', isPlan({ resultsPort: 6971 })),
  'the spelling of a name is kept': noted(
    { test: '[Test]\n[Workers]\nDUT: dut.cfg\n' },
    'name-case',
    isPlan({ name: 'DUT' }),
  ),
  '[Master] and [Coordinator] together are an error': refused(
    { dut: `${COORDINATOR}[Master]\nplayer: 10.0.0.2\n${PHASES}` },
    'two-spellings',
  ),
  'a fetchN that is a command is an error': refused(run('fetch1: fetch http://10.0.0.2/'), 'not-a-pattern'),
  'a putN that is a command is an error': refused(run('put1: cp a b'), 'not-a-put'),
  'readyN waits for something': noted(run('ready1: tcp 10.0.0.1:80'), 'own-step-kind', runs('ready tcp 10.0.0.1:80')),
  'readyN with a command is an error': refused(run('ready1: sleep 5'), 'not-a-condition'),
  'syncN waits for the others': noted(run('sync1: up'), 'own-step-kind', runs('sync up')),
  'syncN with a command is an error': refused(run('sync1: sync /tmp'), 'not-a-sync'),
  'rebootN with a command is an error': refused(run('reboot1: reboot'), 'not-a-reboot'),
  'trials: 0 is an error': refused({ test: '[Test]\ntrials: 0\n[Workers]\ndut: dut.cfg\n' }, 'bad-value'),
  'trials: abc is an error': refused({ test: '[Test]\ntrials: abc\n[Workers]\ndut: dut.cfg\n' }, 'bad-value'),
  'a test without players is an error': refused({ test: '[Test]\ntrials: 1\n[Workers]\n' }, 'no-players'),
  'timeout0 is an error': refused(run('timeout0: sleep 1'), 'bad-value'),
  'a misspelt phase in place of the right one is an error': refused(
    { dut: `${COORDINATOR}[Startup]\n[run]\n[Collect]\n[Reset]\n` },
    'misspelt-section',
  ),
};

describe('what is accepted beyond the original', () => {
  it.each(Object.entries(ROWS))('%s, and says so', (_, { texts, code, becomes }) => {
    const { test, diagnostics } = parseMarked(texts);
    const explanation = diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(explanation?.severity).toBe(becomes === null ? 'error' : 'note');
    expect(test === null).toBe(becomes === null);
    becomes?.(test?.players.at(-1));
  });

  it('is refused by Python where the table says that the original refuses it', async (context) => {
    const texts = ['[Run]\nstep1: date +%s\n', '[Run]\ntimeout120: a\ntimeout120: b\n', '\ufeff[Run]\nstep1: true\n'];
    const answer = await askPython(texts);
    if (answer === null) return context.skip('missing: python3 (3.11 or later)');
    const [percent, twice, mark] = answer.outcomes;
    expect(percent?.interpolated).toEqual([['Run', [['step1', { error: 'InterpolationSyntaxError' }]]]]);
    expect(twice?.raw).toEqual({ error: 'DuplicateOptionError', lines: [3] });
    expect(mark?.raw).toEqual({ error: 'MissingSectionHeaderError', lines: [1] });
  });
});

describe('any key is a step', () => {
  it('also a misspelt one, in the order of the file and never of the numbers', () => {
    const { test } = parseMarked(run('step3: c\n10: d\nsetp1: a\nstep2: b\nifconfig: e'));
    runs('step c', 'step d', 'step a', 'step b', 'step e')(test?.players[0]);
  });
});
