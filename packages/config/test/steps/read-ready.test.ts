import { playersOfTrial, type Step } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

const ABSENT = '[Startup]\n[Collect]\n[Reset]\n';

function lastOf(lines: string): { readonly step: Step | undefined; readonly errors: readonly string[] } {
  const { test, diagnostics } = parseMarked({ dut: `${COORDINATOR}${ABSENT}[Run]\n${lines}\n` });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return { step: test?.players[0]?.phases.run.at(-1), errors };
}

describe('readyN', () => {
  it.each([
    ['ready1: tcp 172.16.0.2:5201', { kind: 'tcp', host: '172.16.0.2', port: 5201 }],
    ['ready1: TCP [::1]:80', { kind: 'tcp', host: '::1', port: 80 }],
    ['ready1: tcp [dut.lab]:80', { kind: 'tcp', host: 'dut.lab', port: 80 }],
    ['ready1: tcp %(dut.address)s:80', { kind: 'tcp', host: '10.0.0.1', port: 80 }],
    ['ready1: udp 53', { kind: 'udp', address: null, port: 53 }],
    ['ready1: udp :53', { kind: 'udp', address: null, port: 53 }],
    ['ready1: udp 10.0.0.1:53', { kind: 'udp', address: '10.0.0.1', port: 53 }],
    ['ready1: run test -e /tmp/up', { kind: 'run', command: 'test -e /tmp/up' }],
    [
      'ready1: run for i in 1 2\n  do test -e /tmp/$i\n  done',
      { kind: 'run', command: 'for i in 1 2\ndo test -e /tmp/$i\ndone' },
    ],
    ['ready1: file /tmp/up', { kind: 'file', path: '/tmp/up', notEmpty: false }],
    ['ready1: file /tmp/up not-empty', { kind: 'file', path: '/tmp/up', notEmpty: true }],
    [
      'spawn1: a\nspawn1: b\nready1: log Spawn1 /listening on [/0-9]+/i',
      { kind: 'log', spawn: 'spawn1', spawnIndex: 2, pattern: 'listening on [/0-9]+', flags: 'i' },
    ],
    [
      'step1: spawn:a\nready1: log step1 /up/',
      { kind: 'log', spawn: 'step1', spawnIndex: 1, pattern: 'up', flags: '' },
    ],
  ])('%j waits for what it says', (lines, condition) => {
    expect(lastOf(lines)).toMatchObject({
      step: { kind: 'ready', condition, limitMs: null, mayFail: false },
      errors: [],
    });
  });

  it('may state its own limit behind the key, and may fail', () => {
    expect(lastOf('ready1 timeout5: -tcp 10.0.0.1:80').step).toMatchObject({ limitMs: 5_000, mayFail: true });
  });

  it('knows the number of the trial where it says what it waits for', () => {
    const { test } = parseMarked({ dut: `${COORDINATOR}${ABSENT}[Run]\nready1: file /tmp/%(trial)s/up\n` });
    const [player] = test === null ? [] : playersOfTrial(test, { caseName: '', trial: 3 });
    expect(player?.phases.run[0]).toMatchObject({ condition: { kind: 'file', path: '/tmp/3/up' } });
  });

  it('takes secrets in the command that it runs', () => {
    expect(lastOf('ready1: run login %(secret:KEY)s').step).toMatchObject({
      condition: { command: 'login "${CONDUCTOR_SECRET_KEY?}"' },
    });
  });

  it.each([
    ['ready1: sleep 5', 'not-a-condition'],
    ['ready1:', 'not-a-condition'],
    ['ready1: tcp 10.0.0.1', 'not-a-condition'],
    ['ready1: tcp 80', 'not-a-condition'],
    ['ready1: tcp ::1:80', 'not-a-condition'],
    ['ready1: tcp 10.0.0.1:99999', 'not-a-condition'],
    ['ready1: udp host.lab:53', 'not-a-condition'],
    ['ready1: run', 'not-a-condition'],
    ['ready1: file up', 'not-a-condition'],
    ['ready1: file /tmp/up empty', 'not-a-condition'],
    ['ready1: log spawn1 /up/', 'not-a-condition'],
    ['spawn1: a\nready1: log spawn1 up', 'not-a-condition'],
    ['spawn1: a\nready1: log spawn1 /(/', 'not-a-condition'],
    ['spawn1: a\nready1: log spawn1 /up/g', 'not-a-condition'],
    ['ready1: tcp %(secret:KEY)s:80', 'secret-place'],
    ['ready1 timeout0: tcp 10.0.0.1:80', 'bad-value'],
    ['ready1 retry3: tcp 10.0.0.1:80', 'bad-value'],
  ])('%j is refused: %s', (lines, code) => {
    expect(lastOf(lines).errors).toEqual([code]);
  });
});
