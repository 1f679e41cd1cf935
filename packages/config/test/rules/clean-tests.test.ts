import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatDiagnostic, loadRules, loadTest, parseTest } from '../../src/index.ts';
import { rigsIn } from '../support/rig-files.ts';

const rules = await loadRules();
const RIGS = rigsIn('clean');

/** Notes on what the original would read differently are no mistakes. */
function complaints(diagnostics: ReturnType<typeof parseTest>['diagnostics']): string[] {
  return diagnostics
    .filter(({ severity, code }) => severity !== 'note' || code === 'unseen-end' || code === 'unneeded-allowance')
    .map(formatDiagnostic);
}

describe('nothing is said about tests without a mistake', () => {
  it('of which there are twenty', () => expect(RIGS.length).toBeGreaterThanOrEqual(20));

  it.each(RIGS)('$name', ({ texts }) => {
    const { test, diagnostics } = parseTest(texts, { rules });
    expect(complaints(diagnostics)).toEqual([]);
    expect(test).not.toBeNull();
  });

  it.each([
    ['the quick start', '../../../../examples/quickstart/quickstart.cfg'],
    ['the example of a matrix', '../../../../examples/matrix/round-trips.cfg'],
    ['the example with iperf3', '../../../../examples/iperf3/iperf3.cfg'],
    ['the example of a firewall', '../../../../examples/firewall/firewall.cfg'],
    ['an old test', '../fixtures/original/forwarding/conductor.cfg'],
  ])('%s', async (_, path) => {
    const { diagnostics } = await loadTest(fileURLToPath(new URL(path, import.meta.url)), { rules });
    expect(complaints(diagnostics).filter((text) => !text.includes('[unknown-step-kind]'))).toEqual([]);
  });
});
