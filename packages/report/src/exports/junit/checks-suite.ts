import type { CheckResult } from '@conductor/types';
import { trialName } from '../../closing/walk-result.ts';
import { measuredText } from '../../text/measured-text.ts';
import type { RunHead } from '../run-head.ts';
import { type CaseEnd, type JunitCase, junitClass } from './junit-case.ts';
import type { JunitSuite } from './junit-suite.ts';

/** Values of metrics in one file; metrics.csv has them all. */
const VALUES = 1000;

/** The suite of the metrics of a run and of what they were judged by; `null` when nothing was to be measured. */
export function checksSuite(head: RunHead): JunitSuite | null {
  const { test, metrics, checks, conductor, startTime, endTime } = head;
  if (metrics.length === 0) return null;
  const values = metrics.flatMap((metric) =>
    metric.trials.map((trial): [string, string] => [
      `${metric.name}, trial ${trialName(trial)}`,
      measuredText(trial, metric),
    ]),
  );
  return {
    name: `${test.name} checks`,
    startTime,
    endTime,
    hostname: conductor.slice(conductor.indexOf('@') + 1),
    properties: values.slice(0, VALUES),
    cases: checks.map((check) => checkCase(head, check)),
  };
}

function checkCase({ test }: RunHead, { metric, caseName, text, verdict, found }: CheckResult): JunitCase {
  return {
    className: junitClass(test.name, ...(caseName === '' ? [] : [caseName]), 'checks'),
    name: `${metric}: ${text}`,
    durationMs: null,
    end: endOf(verdict, found),
    output: [found],
    errorOutput: [],
  };
}

function endOf(verdict: CheckResult['verdict'], found: string): CaseEnd {
  return verdict === 'passed' ? { kind: 'passed' } : { kind: 'failure', type: 'check', message: found, lines: [found] };
}
