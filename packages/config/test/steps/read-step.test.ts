import { stepText } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

const ABSENT = '[Startup]\n[Collect]\n[Reset]\n';

function parseRun(lines: string) {
  return parseMarked({ dut: `${COORDINATOR}${ABSENT}[Run]\n${lines}\n` });
}

/** The first step of Run, as `kind limit -command`. */
function stepOf(lines: string): string | undefined {
  const step = parseRun(lines).test?.players[0]?.phases.run[0];
  if (step === undefined) return undefined;
  const limit = step.kind === 'timeout' ? ` ${step.limitMs}` : '';
  return `${step.kind}${limit} ${step.mayFail ? '-' : ''}${stepText(step)}`;
}

describe('a step', () => {
  it.each([
    ['step1: true', 'step true'],
    ['STEP1=true', 'step true'],
    ['step: true', 'step true'],
    ['step 1: true', 'step true'],
    ['step_one: true', 'step true'],
    ['spawn1: sleep 9', 'spawn sleep 9'],
    ['spawn: sleep 9', 'spawn sleep 9'],
    ['spawn_server: sleep 9', 'spawn sleep 9'],
    ['timeout30: sleep 9', 'timeout 30000 sleep 9'],
    ['timeout 30: sleep 9', 'timeout 30000 sleep 9'],
    ['timeout030: sleep 9', 'timeout 30000 sleep 9'],
    ['timeout2147483: sleep 9', 'timeout 2147483000 sleep 9'],
    ['timeout: sleep 9', 'step sleep 9'],
    ['timeout5m: sleep 9', 'step sleep 9'],
    ['anything: true', 'step true'],
    ['fetch1: /tmp/*', 'fetch /tmp/*'],
    ['fetch: /tmp/x?y[0-9]', 'fetch /tmp/x?y[0-9]'],
    ['fetch1: -/tmp/*', 'fetch -/tmp/*'],
    ['fetch_logs: scp a b', 'step scp a b'],
    ['ready_or_not: true', 'step true'],
    ['step1: spawn:sleep 9', 'spawn sleep 9'],
    ['step1: spawn: sleep 9', 'spawn sleep 9'],
    ['setp1: timeout5:sleep 9', 'timeout 5000 sleep 9'],
    ['step1: timeout 5:sleep 9', 'step timeout 5:sleep 9'],
    ['step1: timeout 5 sleep 9', 'step timeout 5 sleep 9'],
    ['step1: spawnd', 'step spawnd'],
    ['spawn1: timeout5:x', 'spawn timeout5:x'],
    ['timeout5: spawn:x', 'timeout 5000 spawn:x'],
    ['step1: -false', 'step -false'],
    ['step1: - false', 'step -false'],
    ['step1: -spawn:false', 'spawn -false'],
    ['step1: spawn:-false', 'spawn -false'],
    ['timeout5: -false', 'timeout 5000 -false'],
    ['step1: --false', 'step --false'],
    ['step1: echo "a # b" ; echo c', 'step echo "a # b" ; echo c'],
    ['step1: for i in 1 2\n  do echo $i\n  done', 'step for i in 1 2\ndo echo $i\ndone'],
    ['step1:', 'step '],
  ])('%j is: %s', (lines, step) => {
    expect(stepOf(lines)).toBe(step);
  });

  it.each([
    'fetch1: tmp/x',
    'fetch1:',
    'fetch1: /a /b',
    'fetch1: "/a"',
    'fetch1: $HOME/x',
    'fetch1: /a/../b',
    'fetch1: ~/x',
  ])('%s is none', (lines) => {
    expect(parseRun(lines).diagnostics.map(({ code }) => code)).toEqual(['not-a-pattern']);
  });
});

describe('a command that opens its own output', () => {
  const isWarnedOf = (command: string) =>
    parseRun(`step1: ${command}`).diagnostics.some(({ code }) => code === 'own-output');

  it.each([
    'date > /dev/stdout',
    'date 2>/dev/stderr',
    'date | tee /dev/stderr',
    'curl -o /dev/stdout x',
    'date > /proc/self/fd/1',
    'date > /dev/fd/2',
    'date >> /tmp/x; date > /dev/stdout',
  ])('%s', (command) => {
    expect(isWarnedOf(command)).toBe(true);
  });

  it.each([
    'date >> /dev/stdout',
    'date >&2',
    'date > /dev/null',
    'ls /proc/self/fd',
    'cat /dev/fd/10',
    'date > /dev/stdout.txt',
  ])('is not: %s', (command) => {
    expect(isWarnedOf(command)).toBe(false);
  });

  it('is no trouble when its output goes through a pipe', () => {
    const test = '[Test]\ncapture: pipe\n[Workers]\ndut: dut.cfg\n';
    const dut = `${COORDINATOR}${ABSENT}[Run]\nstep1: date > /dev/stdout\n`;
    expect(parseMarked({ test, dut }).diagnostics).toEqual([]);
  });
});

describe('pkill -f', () => {
  const isWarnedOf = (command: string) =>
    parseRun(`step1: ${command}`).diagnostics.some(({ code }) => code === 'kills-itself');

  it.each([
    'pkill -f iperf3',
    'pkill -9 -f iperf3',
    'pkill -INT -f iperf3',
    'pkill -f -u root iperf3',
    'sudo /usr/bin/pkill -f "curl.*10" || true',
    'true; pkill --full iperf3',
    'pkill x && pkill -9f y',
    'echo a | pkill -f x',
  ])('finds its own shell: %s', (command) => {
    expect(isWarnedOf(command)).toBe(true);
  });

  it.each([
    'pkill iperf3',
    'pkill -x iperf3',
    "pkill -f '[i]perf3'",
    'pkill -xf iperf3',
    'pkill -f',
    'pkill -F /tmp/pid',
    'echo pkillall -f x',
    'killall -f iperf3',
    'pkill x; grep -f y z',
  ])('does not: %s', (command) => {
    expect(isWarnedOf(command)).toBe(false);
  });
});
