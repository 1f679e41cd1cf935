import { expect, it } from 'vitest';
import { loadMeasurements, parseTest } from '../../src/index.ts';
import { TemporaryFolder } from '../support/temporary-folder.ts';

const DUT =
  '[Coordinator]\nplayer: 10.0.0.1\ncmdport: 6970\n[Run]\nstep1: ping -c 3 10.0.0.2\nstep2: wrk http://10.0.0.2\n';
const MEASURED =
  '[Metrics]\nrtt: dut/step1 ping avg\nloss: dut/step1 ping loss\n[Checks]\nrtt: max < 5 ms\nloss: each == 0 %\n';

function testOf() {
  const texts = {
    test: { path: 'test.cfg', text: `[Test]\n[Workers]\ndut: dut.cfg\n${MEASURED}` },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text: DUT }]]),
  };
  const { test, diagnostics } = parseTest(texts);
  if (test === null) throw new Error(JSON.stringify(diagnostics));
  return test;
}

async function load(text: string) {
  using folder = new TemporaryFolder();
  const { measurements, diagnostics } = await loadMeasurements(folder.write('more.cfg', text), testOf());
  return {
    metrics: measurements?.metrics.map(({ name, text: said }) => `${name}: ${said}`),
    checks: measurements?.checks.map(({ metric, text: said }) => `${metric}: ${said}`),
    messages: diagnostics.map(({ message }) => message),
  };
}

it('what a file says of measurements takes the place of what the test says, name by name', async () => {
  const more =
    '[Variables]\nstep: dut/step2\n[Metrics]\nRTT: dut/step1 ping max\nrate: %(step)s wrk requests\n[Checks]\nrate: min > 1 k/s\n';
  expect(await load(more)).toEqual({
    metrics: ['loss: dut/step1 ping loss', 'RTT: dut/step1 ping max', 'rate: dut/step2 wrk requests'],
    checks: ['rtt: max < 5 ms', 'loss: each == 0 %', 'rate: min > 1 k/s'],
    messages: [],
  });
});

it('a test file may be given, and its other sections are left alone', async () => {
  const { checks, messages } = await load(
    '[Test]\ntrials: none\n[Workers]\nx: nowhere.cfg\n[Checks]\nloss: each <= 1 %\n',
  );
  expect({ checks, messages }).toEqual({ checks: ['rtt: max < 5 ms', 'loss: each <= 1 %'], messages: [] });
});

it.each([
  [
    '[Metrics]\nrtt: dut/step2 wrk requests\n',
    'rtt is measured in another unit now, and its check of the test (max < 5 ms) is left over',
  ],
  ['[Test]\n', 'this file has neither [Metrics] nor [Checks], and so says nothing about what was measured'],
  ['[Metrics]\nrate: dut/step7 wrk requests\n', 'rate: player dut has no step "step7"'],
])('%j is refused', async (text, message) => {
  expect(await load(text)).toEqual({ metrics: undefined, checks: undefined, messages: [message] });
});
