// Original file: ../../proto/conductor/v1/control.proto


export interface TrialStopped {
}

export interface TrialStopped__Output {
}
