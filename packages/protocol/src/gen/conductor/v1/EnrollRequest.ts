// Original file: ../../proto/conductor/v1/enrollment.proto

import type { Introduction as _conductor_v1_Introduction, Introduction__Output as _conductor_v1_Introduction__Output } from '../../conductor/v1/Introduction.ts';

export interface EnrollRequest {
  'introduction'?: (_conductor_v1_Introduction | null);
  'proof'?: (Buffer | Uint8Array | string);
  'authorityCertificate'?: (string);
  'playerCertificate'?: (string);
  'callerUris'?: (string)[];
}

export interface EnrollRequest__Output {
  'introduction': (_conductor_v1_Introduction__Output | null);
  'proof': (Buffer);
  'authorityCertificate': (string);
  'playerCertificate': (string);
  'callerUris': (string)[];
}
