// Original file: ../../proto/conductor/v1/control.proto

import type { Long } from '@grpc/proto-loader';

export interface Heartbeat {
  'sequence'?: (number | string | Long);
  'heardCount'?: (number | string | Long);
}

export interface Heartbeat__Output {
  'sequence': (string);
  'heardCount': (string);
}
