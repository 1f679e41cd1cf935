// Original file: ../../proto/conductor/v1/results.proto


export interface JournalSource {
}

export interface JournalSource__Output {
}
