// Original file: ../../proto/conductor/v1/control.proto


export interface StopTrial {
  'reason'?: (string);
}

export interface StopTrial__Output {
  'reason': (string);
}
