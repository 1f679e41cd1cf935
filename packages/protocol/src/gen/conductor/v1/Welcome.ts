// Original file: ../../proto/conductor/v1/greeting.proto

import type { HostFacts as _conductor_v1_HostFacts, HostFacts__Output as _conductor_v1_HostFacts__Output } from '../../conductor/v1/HostFacts.ts';
import type { PlayerCondition as _conductor_v1_PlayerCondition, PlayerCondition__Output as _conductor_v1_PlayerCondition__Output } from '../../conductor/v1/PlayerCondition.ts';

export interface Welcome {
  'facts'?: (_conductor_v1_HostFacts | null);
  'condition'?: (_conductor_v1_PlayerCondition | null);
}

export interface Welcome__Output {
  'facts': (_conductor_v1_HostFacts__Output | null);
  'condition': (_conductor_v1_PlayerCondition__Output | null);
}
