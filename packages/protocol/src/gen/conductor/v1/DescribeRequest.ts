// Original file: ../../proto/conductor/v1/identity.proto

import type { Introduction as _conductor_v1_Introduction, Introduction__Output as _conductor_v1_Introduction__Output } from '../../conductor/v1/Introduction.ts';

export interface DescribeRequest {
  'introduction'?: (_conductor_v1_Introduction | null);
}

export interface DescribeRequest__Output {
  'introduction': (_conductor_v1_Introduction__Output | null);
}
