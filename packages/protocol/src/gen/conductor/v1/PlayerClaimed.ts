// Original file: ../../proto/conductor/v1/control.proto

import type { OpenTrial as _conductor_v1_OpenTrial, OpenTrial__Output as _conductor_v1_OpenTrial__Output } from '../../conductor/v1/OpenTrial.ts';
import type { Long } from '@grpc/proto-loader';

export interface PlayerClaimed {
  'takenCount'?: (number | string | Long);
  'openTrial'?: (_conductor_v1_OpenTrial | null);
}

export interface PlayerClaimed__Output {
  'takenCount': (string);
  'openTrial': (_conductor_v1_OpenTrial__Output | null);
}
