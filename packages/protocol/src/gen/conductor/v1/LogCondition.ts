// Original file: ../../proto/conductor/v1/trial.proto


export interface LogCondition {
  'spawn'?: (string);
  'spawnIndex'?: (number);
  'pattern'?: (string);
  'flags'?: (string);
}

export interface LogCondition__Output {
  'spawn': (string);
  'spawnIndex': (number);
  'pattern': (string);
  'flags': (string);
}
