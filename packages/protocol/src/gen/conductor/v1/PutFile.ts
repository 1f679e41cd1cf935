// Original file: ../../proto/conductor/v1/trial.proto

import type { Long } from '@grpc/proto-loader';

export interface PutFile {
  'size'?: (number | string | Long);
  'sha256'?: (Buffer | Uint8Array | string);
}

export interface PutFile__Output {
  'size': (string);
  'sha256': (Buffer);
}
