// Original file: ../../proto/conductor/v1/identity.proto


export interface CallerSet {
}

export interface CallerSet__Output {
}
