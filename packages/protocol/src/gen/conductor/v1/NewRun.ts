// Original file: ../../proto/conductor/v1/control.proto


export interface NewRun {
}

export interface NewRun__Output {
}
