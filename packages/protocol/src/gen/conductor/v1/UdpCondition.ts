// Original file: ../../proto/conductor/v1/trial.proto


export interface UdpCondition {
  'address'?: (string);
  'port'?: (number);
  '_address'?: "address";
}

export interface UdpCondition__Output {
  'address'?: (string);
  'port': (number);
  '_address'?: "address";
}
