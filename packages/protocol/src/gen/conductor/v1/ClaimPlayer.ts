// Original file: ../../proto/conductor/v1/control.proto


export interface ClaimPlayer {
  'playerName'?: (string);
  'testName'?: (string);
}

export interface ClaimPlayer__Output {
  'playerName': (string);
  'testName': (string);
}
