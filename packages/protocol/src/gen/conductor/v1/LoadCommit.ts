// Original file: ../../proto/conductor/v1/control.proto


export interface LoadCommit {
  'stepCount'?: (number);
}

export interface LoadCommit__Output {
  'stepCount': (number);
}
