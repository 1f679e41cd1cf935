// Original file: ../../proto/conductor/v1/files.proto


export interface DeliveryFailed {
  'reason'?: (string);
}

export interface DeliveryFailed__Output {
  'reason': (string);
}
