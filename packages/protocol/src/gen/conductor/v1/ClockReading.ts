// Original file: ../../proto/conductor/v1/control.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.ts';
import type { Long } from '@grpc/proto-loader';

export interface ClockReading {
  'sequence'?: (number | string | Long);
  'monotonicNs'?: (number | string | Long);
  'wallTime'?: (_google_protobuf_Timestamp | null);
}

export interface ClockReading__Output {
  'sequence': (string);
  'monotonicNs': (string);
  'wallTime': (_google_protobuf_Timestamp__Output | null);
}
