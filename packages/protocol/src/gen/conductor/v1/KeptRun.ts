// Original file: ../../proto/conductor/v1/condition.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.ts';
import type { ResetState as _conductor_v1_ResetState, ResetState__Output as _conductor_v1_ResetState__Output } from '../../conductor/v1/ResetState.ts';
import type { Long } from '@grpc/proto-loader';

export interface KeptRun {
  'runId'?: (string);
  'loadedTime'?: (_google_protobuf_Timestamp | null);
  'reset'?: (_conductor_v1_ResetState);
  'pendingBytes'?: (number | string | Long);
  'isOwed'?: (boolean);
}

export interface KeptRun__Output {
  'runId': (string);
  'loadedTime': (_google_protobuf_Timestamp__Output | null);
  'reset': (_conductor_v1_ResetState__Output);
  'pendingBytes': (string);
  'isOwed': (boolean);
}
