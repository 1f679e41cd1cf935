// Original file: ../../proto/conductor/v1/identity.proto

import type { KnownCaller as _conductor_v1_KnownCaller, KnownCaller__Output as _conductor_v1_KnownCaller__Output } from '../../conductor/v1/KnownCaller.ts';
import type { HostFacts as _conductor_v1_HostFacts, HostFacts__Output as _conductor_v1_HostFacts__Output } from '../../conductor/v1/HostFacts.ts';
import type { PlayerCondition as _conductor_v1_PlayerCondition, PlayerCondition__Output as _conductor_v1_PlayerCondition__Output } from '../../conductor/v1/PlayerCondition.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.ts';

export interface Description {
  'certificate'?: (string);
  'callers'?: (_conductor_v1_KnownCaller)[];
  'facts'?: (_conductor_v1_HostFacts | null);
  'condition'?: (_conductor_v1_PlayerCondition | null);
  'wallTime'?: (_google_protobuf_Timestamp | null);
}

export interface Description__Output {
  'certificate': (string);
  'callers': (_conductor_v1_KnownCaller__Output)[];
  'facts': (_conductor_v1_HostFacts__Output | null);
  'condition': (_conductor_v1_PlayerCondition__Output | null);
  'wallTime': (_google_protobuf_Timestamp__Output | null);
}
