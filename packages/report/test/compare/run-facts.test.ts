import { DEFAULT_SETTINGS, type HostFacts, type Test, TRIAL_MARK } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { formatComparison } from '../../src/compare/format-comparison.ts';
import { runFacts } from '../../src/compare/run-facts.ts';
import { type Facts, whatDiffers } from '../../src/compare/what-differs.ts';
import { runResult } from '../support/sample-result.ts';

const HOST: HostFacts = {
  hostname: 'dut',
  system: 'FreeBSD',
  kernel: '14.1',
  architecture: 'x64',
  cpuModel: 'a processor',
  cpuCount: 4,
  memoryBytes: 2 ** 34,
  interfaces: [{ name: 'ix0', mac: '00:00:5e:00:53:01', addresses: ['192.0.2.1/24'], settings: ['mtu 1500'] }],
  user: 'root',
  version: '1.0.0',
  nodeVersion: 'v24.0.0',
  containment: 'reaper',
  bootId: 'monday',
};

/** What a run was made with, whose only player has such facts and does this in Run. */
function factsOf(facts: HostFacts, command: string, settings: Partial<Test['settings']> = {}): Facts {
  const step = {
    kind: 'step',
    index: 1,
    key: 'step1',
    place: { file: 'dut.cfg', line: 1 },
    mayFail: false,
    command,
  } as const;
  const plan = { name: 'dut', file: 'dut.cfg', address: '192.0.2.1', port: 6970, conductor: null, resultsPort: null };
  const phases = { startup: [], run: [step], collect: [], reset: [] };
  const players = [{ name: 'dut', address: '192.0.2.1', port: 6970, facts, identity: null, lost: null, clock: null }];
  const run = runResult({ run: [] });
  const { name, file, trials } = run.test;
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const test = { name, file, trials, settings: all, players: [{ ...plan, phases }], metrics: [], checks: [] };
  return runFacts({ ...run, players }, test);
}

describe('what else differs between two runs', () => {
  test('shows the number of the trial as the file has it', () => {
    const differs = whatDiffers(factsOf(HOST, 'touch /tmp/a'), factsOf(HOST, `touch /tmp/${TRIAL_MARK}`));
    expect(differs).toEqual([{ what: 'dut run step1', base: 'touch /tmp/a', other: 'touch /tmp/%(trial)s' }]);
  });

  test('is told of kernel, interfaces, settings and commands; the boot of a host and places of results are not', () => {
    const base = factsOf(HOST, 'iperf3 -c 192.0.2.2');
    const [link] = HOST.interfaces;
    const other = {
      ...HOST,
      kernel: '14.2',
      bootId: 'tuesday',
      interfaces: link ? [{ ...link, settings: ['mtu 9000'] }] : [],
    };
    const differs = whatDiffers(
      base,
      factsOf(other, 'iperf3 -c 192.0.2.2 -P 4', { cooldownMs: 5000, results: '/mnt' }),
    );
    expect(differs).toEqual([
      { what: 'test cooldownMs', base: '0', other: '5000' },
      { what: 'dut kernel', base: '14.1', other: '14.2' },
      { what: 'dut interface ix0 settings', base: 'mtu 1500', other: 'mtu 9000' },
      { what: 'dut run step1', base: 'iperf3 -c 192.0.2.2', other: 'iperf3 -c 192.0.2.2 -P 4' },
    ]);
  });

  test('is told of what only one of them has', () => {
    expect(whatDiffers({ a: 1, b: [] }, { a: 1, c: null })).toEqual([
      { what: 'b', base: '', other: null },
      { what: 'c', base: null, other: 'null' },
    ]);
  });

  test('is one line each, shows what a terminal would obey, and ends somewhere', () => {
    const many = Array.from({ length: 50 }, (_, at) => ({ what: `player${at}`, base: null, other: '\u001b[2J' }));
    const text = formatComparison({
      metrics: [],
      differences: [
        { set: 'new', differs: many },
        { set: 'same', differs: [] },
      ],
      gates: [],
    });
    expect(text).toContain('what else differs in new:\n  player0: not there → \\e[2J\n');
    expect(text).toContain('  and 10 more; --format json has all\n\nnothing else is known to differ in same\n');
  });
});
