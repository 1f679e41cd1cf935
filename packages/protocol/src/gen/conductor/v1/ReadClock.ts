// Original file: ../../proto/conductor/v1/control.proto

import type { Long } from '@grpc/proto-loader';

export interface ReadClock {
  'sequence'?: (number | string | Long);
}

export interface ReadClock__Output {
  'sequence': (string);
}
