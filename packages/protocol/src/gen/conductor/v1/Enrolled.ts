// Original file: ../../proto/conductor/v1/enrollment.proto

import type { HostFacts as _conductor_v1_HostFacts, HostFacts__Output as _conductor_v1_HostFacts__Output } from '../../conductor/v1/HostFacts.ts';

export interface Enrolled {
  'facts'?: (_conductor_v1_HostFacts | null);
}

export interface Enrolled__Output {
  'facts': (_conductor_v1_HostFacts__Output | null);
}
