// Original file: ../../proto/conductor/v1/greeting.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.ts';

export interface Holder {
  'runId'?: (string);
  'who'?: (string);
  'sinceTime'?: (_google_protobuf_Timestamp | null);
}

export interface Holder__Output {
  'runId': (string);
  'who': (string);
  'sinceTime': (_google_protobuf_Timestamp__Output | null);
}
