// Original file: ../../proto/conductor/v1/results.proto

import type { FileSource as _conductor_v1_FileSource, FileSource__Output as _conductor_v1_FileSource__Output } from '../../conductor/v1/FileSource.ts';

export interface WholeFile {
  'source'?: (_conductor_v1_FileSource | null);
  'data'?: (Buffer | Uint8Array | string);
  'sha256'?: (Buffer | Uint8Array | string);
}

export interface WholeFile__Output {
  'source': (_conductor_v1_FileSource__Output | null);
  'data': (Buffer);
  'sha256': (Buffer);
}
