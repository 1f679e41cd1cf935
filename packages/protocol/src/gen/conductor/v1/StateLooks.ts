// Original file: ../../proto/conductor/v1/control.proto

import type { StateLook as _conductor_v1_StateLook, StateLook__Output as _conductor_v1_StateLook__Output } from '../../conductor/v1/StateLook.ts';

export interface StateLooks {
  'looks'?: (_conductor_v1_StateLook)[];
}

export interface StateLooks__Output {
  'looks': (_conductor_v1_StateLook__Output)[];
}
