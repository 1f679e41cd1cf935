// Original file: ../../proto/conductor/v1/trial.proto


export interface SpawnStep {
  'command'?: (string);
}

export interface SpawnStep__Output {
  'command': (string);
}
