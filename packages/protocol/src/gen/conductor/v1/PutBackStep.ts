// Original file: ../../proto/conductor/v1/trial.proto


export interface PutBackStep {
}

export interface PutBackStep__Output {
}
