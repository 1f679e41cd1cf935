import type { HostFacts } from '@conductor/types';
import { expect, test } from 'vitest';
import { hostStates } from '../src/closing/host-states.ts';
import { runResult } from './support/sample-result.ts';

const FACTS: HostFacts = {
  hostname: 'bench1',
  system: 'Linux',
  kernel: '6.18.0',
  architecture: 'x64',
  cpuModel: 'a processor',
  cpuCount: 2,
  memoryBytes: 2 ** 30,
  interfaces: [],
  user: 'root',
  version: '0.0.0',
  nodeVersion: 'v24.0.0',
  containment: 'sweep',
  bootId: '4d1c',
};

test('what several players on one host have seen is said once, and with each player what players on several have', () => {
  const changes = [{ item: 'sockets', subject: 'tcp 0.0.0.0:5201', before: null, after: '' }];
  const host = { kind: 'compared', changes, changeCount: 1, itemCount: 8, unseen: [], verdict: 'failed' } as const;
  const names = ['source', 'dut', 'sink', 'unknown'];
  const resets = names.map((player) => ({ player, state: 'paid' as const, time: null, host }));
  const result = runResult({ reset: [] });
  const players = names.map((name) => {
    const facts = name === 'unknown' ? null : { ...FACTS, hostname: name === 'sink' ? 'other' : 'bench1' };
    return { name, address: '10.0.0.1', port: 6970, facts, identity: null, lost: null, clock: null };
  });
  const trials = result.trials.map((trial) => ({ ...trial, resets }));
  expect(hostStates({ ...result, trials, players })).toEqual([
    'as before Startup, in what was looked at: 0 of 4 times',
    'the host of source, dut: left behind: socket tcp 0.0.0.0:5201',
    'sink and unknown: left behind: socket tcp 0.0.0.0:5201',
  ]);
});
