// Original file: ../../proto/conductor/v1/results.proto

import type { Source as _conductor_v1_Source, Source__Output as _conductor_v1_Source__Output } from '../../conductor/v1/Source.ts';
import type { Long } from '@grpc/proto-loader';

export interface SourceEnd {
  'source'?: (_conductor_v1_Source | null);
  'bytes'?: (number | string | Long);
  'sha256'?: (Buffer | Uint8Array | string);
  'failure'?: (string);
  'remark'?: (string);
}

export interface SourceEnd__Output {
  'source': (_conductor_v1_Source__Output | null);
  'bytes': (string);
  'sha256': (Buffer);
  'failure': (string);
  'remark': (string);
}
