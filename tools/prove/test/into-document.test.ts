import { expect, test } from 'vitest';
import { intoDocument } from '../src/into-document.ts';
import type { ProofReport } from '../src/proof-report.ts';

const REPORT: ProofReport = {
  date: '2026-11-26T11:00:00.000Z',
  commit: 'c0ffee',
  command: 'pnpm prove --n 5',
  seed: 7,
  jobs: 6,
  durationMs: 61_000,
  machine: { cpu: 'a processor', cpuCount: 2, memoryBytes: 2 ** 34, kernel: '6.18.0', node: 'v24.0.0' },
  proofs: [{ number: 77, title: 'Shaky', n: 5, hits: 4, failures: [], worstMs: 400, notRun: null }],
};

const BEGIN = '<!-- Written by: pnpm prove --markdown docs/guarantees.md -->';

test('a document gets the table of a report in its place, as often as it is asked for', () => {
  const empty = `# Title\n${BEGIN}\n<!-- Until here. -->\nThe rest.\n`;
  const once = intoDocument(REPORT, empty);
  expect(once).toContain(
    '`pnpm prove --n 5`, seed 7, 6 trials side by side, on 2026-11-26 at commit `c0ffee`: 2 minutes',
  );
  expect(once).toContain('| 77 Shaky  |  5 |    4 |        0 |     400 ms |\n\n<!-- Until here. -->\nThe rest.\n');
  expect(intoDocument(REPORT, once)).toBe(once);
});

test('a document without a place for it is refused', () => {
  expect(() => intoDocument(REPORT, '# Title\n')).toThrow('no place for a proof');
});
