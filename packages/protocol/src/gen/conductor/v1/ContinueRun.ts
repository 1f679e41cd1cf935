// Original file: ../../proto/conductor/v1/control.proto

import type { Long } from '@grpc/proto-loader';

export interface ContinueRun {
  'heardCount'?: (number | string | Long);
}

export interface ContinueRun__Output {
  'heardCount': (string);
}
