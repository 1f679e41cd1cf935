// Original file: ../../proto/conductor/v1/identity.proto

import type { CallerSet as _conductor_v1_CallerSet, CallerSet__Output as _conductor_v1_CallerSet__Output } from '../../conductor/v1/CallerSet.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from '../../conductor/v1/Refused.ts';

export interface SetCallerResponse {
  'callerSet'?: (_conductor_v1_CallerSet | null);
  'refused'?: (_conductor_v1_Refused | null);
  'kind'?: "callerSet"|"refused";
}

export interface SetCallerResponse__Output {
  'callerSet'?: (_conductor_v1_CallerSet__Output | null);
  'refused'?: (_conductor_v1_Refused__Output | null);
  'kind'?: "callerSet"|"refused";
}
