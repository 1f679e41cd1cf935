// Original file: ../../proto/conductor/v1/trial.proto


export interface PutFolder {
}

export interface PutFolder__Output {
}
