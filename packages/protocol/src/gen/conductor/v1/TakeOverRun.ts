// Original file: ../../proto/conductor/v1/control.proto


export interface TakeOverRun {
}

export interface TakeOverRun__Output {
}
