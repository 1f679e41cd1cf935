// Original file: ../../proto/conductor/v1/files.proto

import type { Long } from '@grpc/proto-loader';

export interface FilePiece {
  'sha256'?: (Buffer | Uint8Array | string);
  'offset'?: (number | string | Long);
  'data'?: (Buffer | Uint8Array | string);
}

export interface FilePiece__Output {
  'sha256': (Buffer);
  'offset': (string);
  'data': (Buffer);
}
