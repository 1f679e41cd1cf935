// Original file: ../../proto/conductor/v1/trial.proto


export interface RunCondition {
  'command'?: (string);
}

export interface RunCondition__Output {
  'command': (string);
}
