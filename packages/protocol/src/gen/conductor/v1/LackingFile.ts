// Original file: ../../proto/conductor/v1/files.proto

import type { Long } from '@grpc/proto-loader';

export interface LackingFile {
  'sha256'?: (Buffer | Uint8Array | string);
  'offset'?: (number | string | Long);
}

export interface LackingFile__Output {
  'sha256': (Buffer);
  'offset': (string);
}
