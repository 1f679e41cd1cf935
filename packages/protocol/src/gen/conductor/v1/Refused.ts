// Original file: ../../proto/conductor/v1/greeting.proto

import type { RefusalReason as _conductor_v1_RefusalReason, RefusalReason__Output as _conductor_v1_RefusalReason__Output } from '../../conductor/v1/RefusalReason.ts';
import type { Holder as _conductor_v1_Holder, Holder__Output as _conductor_v1_Holder__Output } from '../../conductor/v1/Holder.ts';

export interface Refused {
  'reason'?: (_conductor_v1_RefusalReason);
  'message'?: (string);
  'holder'?: (_conductor_v1_Holder | null);
}

export interface Refused__Output {
  'reason': (_conductor_v1_RefusalReason__Output);
  'message': (string);
  'holder': (_conductor_v1_Holder__Output | null);
}
