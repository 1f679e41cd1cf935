// Original file: ../../proto/conductor/v1/trial.proto

export const DisconnectPolicy = {
  DISCONNECT_POLICY_UNSPECIFIED: 'DISCONNECT_POLICY_UNSPECIFIED',
  DISCONNECT_POLICY_RESET: 'DISCONNECT_POLICY_RESET',
  DISCONNECT_POLICY_FINISH: 'DISCONNECT_POLICY_FINISH',
} as const;

export type DisconnectPolicy =
  | 'DISCONNECT_POLICY_UNSPECIFIED'
  | 0
  | 'DISCONNECT_POLICY_RESET'
  | 1
  | 'DISCONNECT_POLICY_FINISH'
  | 2

export type DisconnectPolicy__Output = typeof DisconnectPolicy[keyof typeof DisconnectPolicy]
