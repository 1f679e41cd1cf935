// Original file: ../../proto/conductor/v1/condition.proto

export const ResetState = {
  RESET_STATE_UNSPECIFIED: 'RESET_STATE_UNSPECIFIED',
  RESET_STATE_NOT_OWED: 'RESET_STATE_NOT_OWED',
  RESET_STATE_PAID: 'RESET_STATE_PAID',
  RESET_STATE_WAIVED: 'RESET_STATE_WAIVED',
  RESET_STATE_UNCONFIRMED: 'RESET_STATE_UNCONFIRMED',
} as const;

export type ResetState =
  | 'RESET_STATE_UNSPECIFIED'
  | 0
  | 'RESET_STATE_NOT_OWED'
  | 1
  | 'RESET_STATE_PAID'
  | 2
  | 'RESET_STATE_WAIVED'
  | 3
  | 'RESET_STATE_UNCONFIRMED'
  | 4

export type ResetState__Output = typeof ResetState[keyof typeof ResetState]
