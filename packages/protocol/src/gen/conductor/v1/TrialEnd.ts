// Original file: ../../proto/conductor/v1/results.proto


export interface TrialEnd {
}

export interface TrialEnd__Output {
}
