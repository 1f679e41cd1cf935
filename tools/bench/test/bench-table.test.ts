import { expect, test } from 'vitest';
import { benchTable } from '../src/result/bench-table.ts';
import { intoDocument } from '../src/result/into-document.ts';
import { atLeast, atMost, type Row } from '../src/result/row.ts';
import { versus } from '../src/result/versus.ts';

const STEP: Row = {
  kind: 'ratio',
  name: 'step',
  what: 'one step',
  note: 'of 500',
  against: 'a spawn',
  unit: 'ms',
  pairs: [
    { subject: 3, against: 2 },
    { subject: 4, against: 2 },
  ],
  goal: atMost(1.6),
};

const ROWS: readonly Row[] = [
  STEP,
  {
    kind: 'value',
    name: 'idle',
    what: 'idle',
    unit: '%',
    statistic: 'worst',
    rounds: [[0.05], [0.1]],
    goal: atMost(0.2),
  },
  { kind: 'value', name: 'lost', what: 'lost', unit: 'count', statistic: 'sum', rounds: [[0, 0]], goal: atMost(0) },
  {
    kind: 'missing',
    name: 'clush',
    what: 'spread of clush',
    why: 'clush is not installed (apt-get install clustershell)',
  },
];

test('the table has a line for each row: figure, range, goal, and by how much it was missed', () => {
  expect(benchTable(ROWS)).toBe(
    [
      '| figure            | result                                                              | range      | absolute      | goal    |                  |',
      '| ----------------- | ------------------------------------------------------------------- | ---------- | ------------- | ------- | ---------------- |',
      '| one step (of 500) | 1.75 × a spawn                                                      | 1.5–2      | 3.5 ms : 2 ms | ≤ 1.6 × | missed by 1.09 × |',
      '| idle              | worst 0.1 %                                                         | 0.05–0.1 % | 2 samples     | ≤ 0.2 % | met              |',
      '| lost              | sum 0                                                               | 0–0        | 2 samples     | ≤ 0     | met              |',
      '| spread of clush   | not measured: clush is not installed (apt-get install clustershell) |            |               |         |                  |',
    ].join('\n'),
  );
});

test('against an earlier run only what left the ranges of both has moved, and a goal that is met now is said', () => {
  const pairs = [
    { subject: 2, against: 2 },
    { subject: 2.2, against: 2 },
  ];
  const now = ROWS.map((row) => (row.kind === 'ratio' ? { ...row, pairs } : row));
  expect(versus(now, ROWS)).toBe(
    [
      'one step: 1.75 (1.5–2) → 1.05 (1–1.1), 0.6 × what it was; meets its goal now',
      '3 figures compared, 1 moved beyond the ranges of both',
    ].join('\n'),
  );
  expect(versus(ROWS, [{ ...STEP, pairs: [{ subject: 4, against: 2 }], goal: atLeast(1) }])).toBe(
    '1 figure compared, 0 moved beyond the ranges of both',
  );
});

test('a document gets the table in its place, with the machine above it, as often as it is asked for', () => {
  const report = {
    date: '2026-11-26T11:00:00.000Z',
    commit: 'c0ffee',
    command: 'pnpm bench',
    durationMs: 61_000,
    machine: { cpu: 'a processor', cpuCount: 2, memoryBytes: 2 ** 34, kernel: '6.18.0', node: 'v24.0.0', load: 0.25 },
    rows: ROWS,
  };
  const empty =
    '# Title\n<!-- Written by: pnpm bench --markdown docs/performance.md -->\n<!-- Until here. -->\nThe rest.\n';
  const once = intoDocument(report, empty);
  expect(once).toContain(
    '`pnpm bench` on 2026-11-26 at commit `c0ffee`: 2 minutes on 2 processors (a processor), 16 GiB',
  );
  expect(once).toContain('load before it 0.25.\n\n| figure');
  expect(once).toContain('|\n\n<!-- Until here. -->\nThe rest.\n');
  expect(intoDocument(report, once)).toBe(once);
  expect(() => intoDocument(report, '# Title\n')).toThrow('no place for a table');
});
