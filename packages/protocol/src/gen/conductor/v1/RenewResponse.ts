// Original file: ../../proto/conductor/v1/identity.proto

import type { Renewed as _conductor_v1_Renewed, Renewed__Output as _conductor_v1_Renewed__Output } from '../../conductor/v1/Renewed.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from '../../conductor/v1/Refused.ts';

export interface RenewResponse {
  'renewed'?: (_conductor_v1_Renewed | null);
  'refused'?: (_conductor_v1_Refused | null);
  'kind'?: "renewed"|"refused";
}

export interface RenewResponse__Output {
  'renewed'?: (_conductor_v1_Renewed__Output | null);
  'refused'?: (_conductor_v1_Refused__Output | null);
  'kind'?: "renewed"|"refused";
}
