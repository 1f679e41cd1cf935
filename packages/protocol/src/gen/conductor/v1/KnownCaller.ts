// Original file: ../../proto/conductor/v1/identity.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.ts';

export interface KnownCaller {
  'uri'?: (string);
  'revokedTime'?: (_google_protobuf_Timestamp | null);
  'revokedFingerprints'?: (string)[];
}

export interface KnownCaller__Output {
  'uri': (string);
  'revokedTime': (_google_protobuf_Timestamp__Output | null);
  'revokedFingerprints': (string)[];
}
