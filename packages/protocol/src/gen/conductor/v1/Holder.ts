// Original file: ../../proto/conductor/v1/condition.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.ts';
import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from '../../google/protobuf/Duration.ts';

export interface Holder {
  'runId'?: (string);
  'who'?: (string);
  'sinceTime'?: (_google_protobuf_Timestamp | null);
  'epoch'?: (number);
  'silent'?: (_google_protobuf_Duration | null);
  'lease'?: (_google_protobuf_Duration | null);
}

export interface Holder__Output {
  'runId': (string);
  'who': (string);
  'sinceTime': (_google_protobuf_Timestamp__Output | null);
  'epoch': (number);
  'silent': (_google_protobuf_Duration__Output | null);
  'lease': (_google_protobuf_Duration__Output | null);
}
