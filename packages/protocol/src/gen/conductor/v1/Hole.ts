// Original file: ../../proto/conductor/v1/results.proto

import type { FileSource as _conductor_v1_FileSource, FileSource__Output as _conductor_v1_FileSource__Output } from '../../conductor/v1/FileSource.ts';
import type { Long } from '@grpc/proto-loader';

export interface Hole {
  'source'?: (_conductor_v1_FileSource | null);
  'offset'?: (number | string | Long);
  'bytes'?: (number | string | Long);
}

export interface Hole__Output {
  'source': (_conductor_v1_FileSource__Output | null);
  'offset': (string);
  'bytes': (string);
}
