import type { Check } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { settleChecks } from '../../src/index.ts';
import { checkOf, resultOf } from '../support/metrics.ts';

/** A test that expects this, of any case. */
const judging = (check: Check) => ({ metrics: [], checks: [check] });

describe('a check over the trials of a run', () => {
  it.each<[string, Partial<Check>, readonly (number | null)[], 'passed' | 'failed', string]>([
    ['passes by its mean', {}, [8e9, 10e9], 'passed', '9 Gbit/s'],
    ['fails by its mean', {}, [8e9, 9e9], 'failed', '8.5 Gbit/s'],
    ['takes the median', { fold: 'median', operator: '<' }, [1e9, 2e9, 90e9], 'passed', '2 Gbit/s'],
    ['takes the least', { fold: 'min', operator: '==', bound: 1e9 }, [1e9, 2e9], 'passed', '1 Gbit/s'],
    ['takes the most', { fold: 'max', operator: '>', bound: 2e9 }, [1e9, 2e9], 'failed', '2 Gbit/s'],
    ['looks at each', { fold: 'each', operator: '<=', bound: 2e9 }, [1e9, 2e9], 'passed', '1 Gbit/s to 2 Gbit/s'],
    [
      'names the first that is wrong',
      { fold: 'each', operator: '>' },
      [10e9, 9e9, 1],
      'failed',
      '9 Gbit/s in trial 2, and 1 more of 3 trials',
    ],
    ['fails where a trial has no value', {}, [10e9, null], 'failed', 'no value in trial 2: dut, run, step1: nothing'],
  ])('%s', (_, check, values, verdict, found) => {
    expect(settleChecks(judging(checkOf(check)), [resultOf(values)])).toMatchObject([{ verdict, found }]);
  });

  it('can be of the part of what counts as 100 %', () => {
    const check = checkOf({ text: 'mean >= 95 %', bound: 95, unit: '%' });
    const settled = settleChecks(judging(check), [resultOf([9.4e9, 9.4e9], { of: 1e10 })]);
    expect(settled).toMatchObject([{ text: 'mean >= 95 %', verdict: 'failed', found: '94 %' }]);
  });

  it('is settled for each combination of parameters by itself', () => {
    const { trials } = resultOf([10e9, 1e9]);
    const cases = trials.map((trial, at) => ({ ...trial, caseName: `mtu=${at}` }));
    const settled = settleChecks(judging(checkOf()), [resultOf([], { trials: cases })]);
    expect(settled.map(({ caseName, verdict }) => [caseName, verdict])).toEqual([
      ['mtu=0', 'passed'],
      ['mtu=1', 'failed'],
    ]);
  });

  it('may be another one in each case', () => {
    const { trials } = resultOf([5e9, 5e9]);
    const measured = trials.map((trial, at) => ({ ...trial, caseName: `mtu=${at}` }));
    const strict = { name: 'mtu=1', values: [], checks: [checkOf({ bound: 6e9 })] };
    const test = { metrics: [], checks: [checkOf({ bound: 4e9 })], cases: [{ name: 'mtu=0', values: [] }, strict] };
    const settled = settleChecks(test, [resultOf([], { trials: measured })]);
    expect(settled.map(({ verdict }) => verdict)).toEqual(['passed', 'failed']);
  });

  it('is not settled when no trial was measured', () => {
    expect(settleChecks(judging(checkOf()), [resultOf([])])).toEqual([]);
  });
});
