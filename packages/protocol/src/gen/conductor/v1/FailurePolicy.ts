// Original file: ../../proto/conductor/v1/trial.proto

export const FailurePolicy = {
  FAILURE_POLICY_UNSPECIFIED: 'FAILURE_POLICY_UNSPECIFIED',
  FAILURE_POLICY_CONTINUE: 'FAILURE_POLICY_CONTINUE',
  FAILURE_POLICY_STOP: 'FAILURE_POLICY_STOP',
} as const;

export type FailurePolicy =
  | 'FAILURE_POLICY_UNSPECIFIED'
  | 0
  | 'FAILURE_POLICY_CONTINUE'
  | 1
  | 'FAILURE_POLICY_STOP'
  | 2

export type FailurePolicy__Output = typeof FailurePolicy[keyof typeof FailurePolicy]
