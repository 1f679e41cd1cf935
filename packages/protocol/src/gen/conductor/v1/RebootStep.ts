// Original file: ../../proto/conductor/v1/trial.proto

import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from '../../google/protobuf/Duration.ts';

export interface RebootStep {
  'limit'?: (_google_protobuf_Duration | null);
}

export interface RebootStep__Output {
  'limit': (_google_protobuf_Duration__Output | null);
}
