// Original file: ../../proto/conductor/v1/control.proto

import type { Secret as _conductor_v1_Secret, Secret__Output as _conductor_v1_Secret__Output } from '../../conductor/v1/Secret.ts';

export interface ResumeTrial {
  'secrets'?: (_conductor_v1_Secret)[];
  'more'?: (boolean);
}

export interface ResumeTrial__Output {
  'secrets': (_conductor_v1_Secret__Output)[];
  'more': (boolean);
}
