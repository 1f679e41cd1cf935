// Original file: ../../proto/conductor/v1/control.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.ts';
import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';
import type { Long } from '@grpc/proto-loader';

export interface HeartbeatReply {
  'sequence'?: (number | string | Long);
  'monotonicNs'?: (number | string | Long);
  'wallTime'?: (_google_protobuf_Timestamp | null);
  'phase'?: (_conductor_v1_Phase);
  'stepIndex'?: (number);
  'runningCount'?: (number);
  'pendingBytes'?: (number | string | Long);
  'takenCount'?: (number | string | Long);
}

export interface HeartbeatReply__Output {
  'sequence': (string);
  'monotonicNs': (string);
  'wallTime': (_google_protobuf_Timestamp__Output | null);
  'phase': (_conductor_v1_Phase__Output);
  'stepIndex': (number);
  'runningCount': (number);
  'pendingBytes': (string);
  'takenCount': (string);
}
