// Original file: ../../proto/conductor/v1/results.proto


export interface JournalSource {
  'segment'?: (number);
}

export interface JournalSource__Output {
  'segment': (number);
}
