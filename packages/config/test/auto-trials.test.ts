import { describe, expect, it } from 'vitest';
import { parseTest } from '../src/index.ts';

const PLAYER =
  '[Coordinator]\nplayer: 10.0.0.1\ncmdport: 6970\n[Run]\nstep1: iperf3 -c 10.0.0.2 -J\nstep2: ping -c 3 10.0.0.2\n';
const RATE = 'rate: dut/step1 iperf3 received';
const LOSS = 'loss: dut/step2 ping loss';

/** Reads a test with these lines in `[Test]`, and these metrics. */
function read(lines: readonly string[], metrics: readonly string[] = [RATE]) {
  const text = ['[Test]', ...lines, '[Players]', 'dut: dut.cfg', '[Metrics]', ...metrics, ''].join('\n');
  const players = new Map([['dut.cfg', { path: 'dut.cfg', text: PLAYER }]]);
  const { test, diagnostics } = parseTest({ test: { path: 'test.cfg', text }, players });
  const told = diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'unused-key');
  return { test, told: told.map(({ place, message, expected }) => `${place.line}: ${message}; ${expected ?? ''}`) };
}

describe('trials: auto', () => {
  it.each([
    [['trials: auto'], { trials: 50, untilPrecise: { metric: 'rate', percent: 2, fewest: 5 } }],
    [
      ['trials: AUTO', 'precision: 0.5 %', 'max_trials: 20', 'min_trials: 3', 'precision_metric: RATE'],
      { trials: 20, untilPrecise: { metric: 'rate', percent: 0.5, fewest: 3 } },
    ],
    [['trials: auto', 'max_trials: 4'], { trials: 4, untilPrecise: { metric: 'rate', percent: 2, fewest: 4 } }],
  ])('of %j is read', (lines, expected) => {
    const { test, told } = read(lines);
    expect(told).toEqual([]);
    expect(test).toMatchObject(expected);
  });

  it('says with several metrics which one it goes by', () => {
    const { test } = read(['trials: auto', 'precision_metric: loss'], [RATE, LOSS]);
    expect(test?.untilPrecise?.metric).toBe('loss');
  });

  it.each([
    [['trials: auto'], [RATE, LOSS], '2: trials: auto needs to know which metric: write precision_metric; rate, loss'],
    [['trials: auto'], [], '2: trials: auto needs a metric; a metric: a line of [Metrics]'],
    [['trials: auto', 'precision_metric: rat'], [RATE], '3: "rat" is no metric of this test; rate'],
    [
      ['trials: auto', 'precision: 2'],
      [RATE],
      '3: precision cannot be "2"; per cent of the mean, more than 0 and below 100, such as 2%',
    ],
    [
      ['trials: auto', 'max_trials: 3', 'min_trials: 4'],
      [RATE],
      '4: min_trials is more than max_trials; a whole number from 2 to 3',
    ],
    [['trials: autos'], [RATE], '2: trials cannot be "autos"; a whole number from 1 to 100000, or auto'],
    [['trials: 3', 'precision: 2%'], [RATE], '3: precision has no effect without trials: auto; '],
  ])('of %j with %j is refused', (lines, metrics, text) => {
    expect(read(lines, metrics).told).toEqual([text]);
  });
});
