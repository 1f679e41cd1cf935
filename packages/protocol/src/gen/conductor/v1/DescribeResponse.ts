// Original file: ../../proto/conductor/v1/identity.proto

import type { Description as _conductor_v1_Description, Description__Output as _conductor_v1_Description__Output } from '../../conductor/v1/Description.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from '../../conductor/v1/Refused.ts';

export interface DescribeResponse {
  'description'?: (_conductor_v1_Description | null);
  'refused'?: (_conductor_v1_Refused | null);
  'kind'?: "description"|"refused";
}

export interface DescribeResponse__Output {
  'description'?: (_conductor_v1_Description__Output | null);
  'refused'?: (_conductor_v1_Refused__Output | null);
  'kind'?: "description"|"refused";
}
