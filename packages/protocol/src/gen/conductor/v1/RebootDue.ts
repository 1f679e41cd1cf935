// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';

export interface RebootDue {
  'phase'?: (_conductor_v1_Phase);
  'stepIndex'?: (number);
}

export interface RebootDue__Output {
  'phase': (_conductor_v1_Phase__Output);
  'stepIndex': (number);
}
