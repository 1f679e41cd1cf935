// Original file: ../../proto/conductor/v1/files.proto

import type { Long } from '@grpc/proto-loader';

export interface OfferedFile {
  'sha256'?: (Buffer | Uint8Array | string);
  'size'?: (number | string | Long);
}

export interface OfferedFile__Output {
  'sha256': (Buffer);
  'size': (string);
}
