// Original file: ../../proto/conductor/v1/identity.proto

import type { Introduction as _conductor_v1_Introduction, Introduction__Output as _conductor_v1_Introduction__Output } from '../../conductor/v1/Introduction.ts';
import type { AllowCaller as _conductor_v1_AllowCaller, AllowCaller__Output as _conductor_v1_AllowCaller__Output } from '../../conductor/v1/AllowCaller.ts';
import type { RevokeCaller as _conductor_v1_RevokeCaller, RevokeCaller__Output as _conductor_v1_RevokeCaller__Output } from '../../conductor/v1/RevokeCaller.ts';

export interface SetCallerRequest {
  'introduction'?: (_conductor_v1_Introduction | null);
  'uri'?: (string);
  'allow'?: (_conductor_v1_AllowCaller | null);
  'revoke'?: (_conductor_v1_RevokeCaller | null);
  'kind'?: "allow"|"revoke";
}

export interface SetCallerRequest__Output {
  'introduction': (_conductor_v1_Introduction__Output | null);
  'uri': (string);
  'allow'?: (_conductor_v1_AllowCaller__Output | null);
  'revoke'?: (_conductor_v1_RevokeCaller__Output | null);
  'kind'?: "allow"|"revoke";
}
