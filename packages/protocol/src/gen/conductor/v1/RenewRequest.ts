// Original file: ../../proto/conductor/v1/identity.proto

import type { Introduction as _conductor_v1_Introduction, Introduction__Output as _conductor_v1_Introduction__Output } from '../../conductor/v1/Introduction.ts';

export interface RenewRequest {
  'introduction'?: (_conductor_v1_Introduction | null);
  'certificate'?: (string);
}

export interface RenewRequest__Output {
  'introduction': (_conductor_v1_Introduction__Output | null);
  'certificate': (string);
}
