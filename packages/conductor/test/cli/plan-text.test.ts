import { parseTest } from '@conductor/config';
import { DEFAULT_SETTINGS, type Phase, type Test } from '@conductor/types';
import { expect, it } from 'vitest';
import { settingTexts } from '../../src/cli/plan-settings.ts';
import { planText } from '../../src/cli/plan-text.ts';

const DUT = `[Coordinator]
player: fe80::1%em0
cmdport: 6970
[Startup]
spawn1: vmstat 1
step2: -ifconfig ix0 up
[Run]
timeout30: iperf3 -s
step2: printf '\u001b[31m'
fetch3: /tmp/*.pcap
[Metrics]
rate: timeout30 iperf3 received
[Checks]
rate: mean > 9 Gbit/s, each > 8 Gbit/s
`;

function test(): Test {
  const texts = {
    test: { path: 'lab/test.cfg', text: '[Test]\nlease: 60\nstep_timeout: none\n[Players]\ndut: dut.cfg\n' },
    players: new Map([['dut.cfg', { path: 'lab/dut.cfg', text: DUT }]]),
  };
  const parsed = parseTest(texts);
  if (parsed.test === null) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.test;
}

it('a plan names players, steps with place and limit, and settings with who says so', () => {
  const phases: Phase[] = ['startup', 'run'];
  expect(planText(test(), phases, new Map([['leaseMs', 'lab/test.cfg']]))).toBe(`\
test (lab/test.cfg): 1 trial of startup, run
Reset is not among the phases: it is left to you

Players
  dut  [fe80::1%em0]:6970  lab/dut.cfg

Startup
  dut  01  spawn1  until Reset ends  lab/dut.cfg:5  vmstat 1
  dut  02  step2   no limit          lab/dut.cfg:6  -ifconfig ix0 up

Run
  dut  01  timeout30  for 30 s  lab/dut.cfg:8   iperf3 -s
  dut  02  step2      no limit  lab/dut.cfg:9   printf '\\e[31m'
  dut  03  fetch3     no limit  lab/dut.cfg:10  /tmp/*.pcap

Metrics
  rate  dut  run  timeout30  lab/dut.cfg:12  timeout30 iperf3 received

Checks
  rate  lab/dut.cfg:14  mean > 9 Gbit/s
  rate  lab/dut.cfg:14  each > 8 Gbit/s

Settings
  trials         1                default
  on_failure     continue         default
  step_timeout   none             default
  lease          60 s             lab/test.cfg
  on_disconnect  reset            default
  kill_grace     5 s              default
  start          aligned          default
  max_skew       none             default
  max_output     1 GiB            default
  max_results    64 GiB           default
  max_fetch      none             default
  capture        file             default
  stop_signal    SIGINT           default
  live           yes              default
  verify_reset   off              default
  order          as-written       default
  cooldown       0 s              default
  collector      own              default
  results        results          default
  format         text             default
  output         standard output  default
`);
});

it.each([
  ['64', 'up to 4 trials (1 case with 4 each) of run'],
  ['64, 128', 'up to 8 trials (2 cases with 4 each) of run'],
])('a plan counts the cases of size: %s', (values, counted) => {
  const settings = `[Test]\ntrials: auto\nmax_trials: 4\n[Matrix]\nsize: ${values}\n[Metrics]\nrate: dut/timeout30 iperf3 received\n`;
  const { test, diagnostics } = parseTest({
    test: { path: 'test.cfg', text: `${settings}[Players]\ndut: dut.cfg\n` },
    players: new Map([
      [
        'dut.cfg',
        { path: 'dut.cfg', text: '[Coordinator]\nplayer: 10.0.0.5\ncmdport: 6970\n[Run]\ntimeout30: iperf3 -s\n' },
      ],
    ]),
  });
  if (test === null) throw new Error(JSON.stringify(diagnostics));
  expect(planText(test, ['run'], new Map())).toContain(counted);
});

it.each([
  ['warn', true],
  ['off', false],
])('a plan with verify_reset: %s names what each host is looked at by: %s', (wish, isTold) => {
  const dut = '[Coordinator]\nplayer: 10.0.0.5\ncmdport: 6970\n[State]\nlicences: ls /var/db/licences\nmodules:\n';
  const { test, diagnostics } = parseTest({
    test: { path: 'test.cfg', text: `[Test]\nverify_reset: ${wish}\n[Players]\ndut: dut.cfg\n` },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text: dut }]]),
  });
  if (test === null) throw new Error(JSON.stringify(diagnostics));
  const state = '\nState\n  dut  licences  ls /var/db/licences\n  dut  modules   left out\n';
  expect(planText(test, ['run'], new Map()).includes(state)).toBe(isTold);
});

it('a plan has every setting, and sizes as a file would say them', () => {
  const named = settingTexts(DEFAULT_SETTINGS).map(([name]) => name);
  expect(named.toSorted()).toEqual(Object.keys(DEFAULT_SETTINGS).toSorted());
  const dut = '[Coordinator]\nplayer: 10.0.0.5\ncmdport: 6970\n[Run]\nfetch1 max1MiB: /tmp/a\n';
  const { test } = parseTest({
    test: { path: 'test.cfg', text: '[Test]\n[Players]\ndut: dut.cfg\n' },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text: dut }]]),
  });
  expect(test && planText(test, ['run'], new Map())).toContain('fetch1  files up to 1 MiB  dut.cfg:5');
});
