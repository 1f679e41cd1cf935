import type { RunResult } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../src/exports/metrics/csv-line.ts';
import { metricsCsv, metricsNdjson } from '../../src/exports/metrics/format-metrics.ts';
import { anyText, HOSTILE } from '../support/hostile.ts';
import { runResult } from '../support/sample-result.ts';

const MEASURED: RunResult = {
  ...runResult({}, 2),
  metrics: [
    {
      name: 'rate',
      player: 'source',
      unit: 'bit/s',
      of: 10e9,
      text: 'step1 iperf3 received of 10 Gbit/s',
      trials: [
        { caseName: '', trial: 1, kind: 'value', value: 9.413e9 },
        { caseName: '', trial: 2, kind: 'none', reason: 'source, run, step1: it is "garbage"' },
      ],
    },
    {
      name: '=cmd',
      player: '@dut',
      unit: '',
      of: null,
      text: '',
      trials: [{ caseName: 'a,b', trial: 1, kind: 'value', value: -0.5 }],
    },
  ],
};

/** As RFC 4180 has it. */
function parseLine(line: string): string[] {
  expect(line.endsWith('\r\n')).toBe(true);
  const cells = line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return Array.from(cells, ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}

describe('metrics as CSV', () => {
  test('have a line for each metric and trial, numbers to the last digit, and the reason where there is none', () => {
    expect(Array.from(metricsCsv(MEASURED)).join('')).toBe(
      [
        'run,test,case,trial,metric,player,value,unit,percent,reason',
        '20261123T231500Z-k3f9,throughput,,1,rate,source,9413000000,bit/s,94.13,',
        '20261123T231500Z-k3f9,throughput,,2,rate,source,,bit/s,,"source, run, step1: it is ""garbage"""',
        '20261123T231500Z-k3f9,throughput,"a,b",1,\'=cmd,\'@dut,-0.5,,,',
        '',
      ].join('\r\n'),
    );
  });

  test.for(HOSTILE)('have no cell that is a formula or that a terminal obeys: %j', (text) => {
    const [first = '', second] = parseLine(csvLine([text, 'next']));
    expect(first).not.toMatch(/^\s*[=+\-@]/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be found
    expect(first).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(second).toBe('next');
  });

  test('come back from a reader as many as they were, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1 }), (texts) => {
        expect(parseLine(csvLine(['first', ...texts]))).toHaveLength(texts.length + 1);
      }),
    );
  });
});

test('metrics as NDJSON have an object a line, with null for what is not there', () => {
  const lines = Array.from(metricsNdjson(MEASURED)).join('').trimEnd().split('\n');
  const place = { runId: '20261123T231500Z-k3f9', test: 'throughput', caseName: '', metric: 'rate', player: 'source' };
  expect(lines.slice(0, 2).map((line) => JSON.parse(line))).toEqual([
    { ...place, trial: 1, value: 9.413e9, unit: 'bit/s', percent: 94.13, reason: null },
    { ...place, trial: 2, value: null, unit: 'bit/s', percent: null, reason: 'source, run, step1: it is "garbage"' },
  ]);
});
