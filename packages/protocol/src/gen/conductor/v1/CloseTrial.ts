// Original file: ../../proto/conductor/v1/control.proto


export interface CloseTrial {
  'waiveReset'?: (boolean);
}

export interface CloseTrial__Output {
  'waiveReset': (boolean);
}
