// Original file: ../../proto/conductor/v1/identity.proto


export interface RevokeCaller {
  'fingerprint'?: (string);
}

export interface RevokeCaller__Output {
  'fingerprint': (string);
}
