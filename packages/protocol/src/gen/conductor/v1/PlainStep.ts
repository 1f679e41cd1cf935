// Original file: ../../proto/conductor/v1/trial.proto


export interface PlainStep {
  'command'?: (string);
}

export interface PlainStep__Output {
  'command': (string);
}
