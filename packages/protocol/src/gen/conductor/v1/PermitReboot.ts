// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';
import type { Long } from '@grpc/proto-loader';

export interface PermitReboot {
  'phase'?: (_conductor_v1_Phase);
  'stepIndex'?: (number);
  'heardCount'?: (number | string | Long);
}

export interface PermitReboot__Output {
  'phase': (_conductor_v1_Phase__Output);
  'stepIndex': (number);
  'heardCount': (string);
}
