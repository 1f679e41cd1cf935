// Original file: ../../proto/conductor/v1/trial.proto


export interface TcpCondition {
  'host'?: (string);
  'port'?: (number);
}

export interface TcpCondition__Output {
  'host': (string);
  'port': (number);
}
