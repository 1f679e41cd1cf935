// Original file: ../../proto/conductor/v1/results.proto

import type { Source as _conductor_v1_Source, Source__Output as _conductor_v1_Source__Output } from '../../conductor/v1/Source.ts';
import type { Long } from '@grpc/proto-loader';

export interface Chunk {
  'source'?: (_conductor_v1_Source | null);
  'offset'?: (number | string | Long);
  'data'?: (Buffer | Uint8Array | string);
}

export interface Chunk__Output {
  'source': (_conductor_v1_Source__Output | null);
  'offset': (string);
  'data': (Buffer);
}
