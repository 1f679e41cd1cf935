// Original file: ../../proto/conductor/v1/enrollment.proto

import type { Enrolled as _conductor_v1_Enrolled, Enrolled__Output as _conductor_v1_Enrolled__Output } from '../../conductor/v1/Enrolled.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from '../../conductor/v1/Refused.ts';

export interface EnrollResponse {
  'enrolled'?: (_conductor_v1_Enrolled | null);
  'refused'?: (_conductor_v1_Refused | null);
  'kind'?: "enrolled"|"refused";
}

export interface EnrollResponse__Output {
  'enrolled'?: (_conductor_v1_Enrolled__Output | null);
  'refused'?: (_conductor_v1_Refused__Output | null);
  'kind'?: "enrolled"|"refused";
}
