import type { HostFacts } from '@conductor/types';

/** What every player of a simulated world tells about its host. */
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
