// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';
import type { Long } from '@grpc/proto-loader';

export interface StartPhase {
  'phase'?: (_conductor_v1_Phase);
  'startMonotonicNs'?: (number | string | Long);
  'latestMonotonicNs'?: (number | string | Long);
  'maySpin'?: (boolean);
  '_startMonotonicNs'?: "startMonotonicNs";
  '_latestMonotonicNs'?: "latestMonotonicNs";
}

export interface StartPhase__Output {
  'phase': (_conductor_v1_Phase__Output);
  'startMonotonicNs'?: (string);
  'latestMonotonicNs'?: (string);
  'maySpin': (boolean);
  '_startMonotonicNs'?: "startMonotonicNs";
  '_latestMonotonicNs'?: "latestMonotonicNs";
}
