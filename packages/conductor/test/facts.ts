import type { HostFacts, PlayerPlan } from '@conductor/types';

/** The run of these tests. */
export const RUN_ID = '20261123T231500Z-mine';

/** What every player of these tests tells about its host. */
export const FACTS: HostFacts = {
  hostname: 'lab',
  system: 'Linux',
  kernel: '6.18',
  architecture: 'x64',
  cpuModel: 'model',
  cpuCount: 2,
  memoryBytes: 2 ** 32,
  interfaces: [],
  user: 'ann',
  version: '0.0.0',
  nodeVersion: '24.21.0',
  containment: 'sweep',
  bootId: 'boot',
};

/** A player with one step in each phase. */
export function planOf(name: string, address: string, port: number): PlayerPlan {
  const file = `${name}.cfg`;
  const step = (line: number) =>
    ({ kind: 'step', index: 1, key: 'step1', place: { file, line }, mayFail: false, command: 'true' }) as const;
  return {
    name,
    file,
    address,
    port,
    conductor: null,
    resultsPort: null,
    phases: { startup: [step(2)], run: [step(4)], collect: [step(6)], reset: [step(8)] },
  };
}
