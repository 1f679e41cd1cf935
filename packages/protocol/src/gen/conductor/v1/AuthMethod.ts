// Original file: ../../proto/conductor/v1/greeting.proto

export const AuthMethod = {
  AUTH_METHOD_UNSPECIFIED: 'AUTH_METHOD_UNSPECIFIED',
  AUTH_METHOD_NONE: 'AUTH_METHOD_NONE',
  AUTH_METHOD_TOKEN: 'AUTH_METHOD_TOKEN',
  AUTH_METHOD_MUTUAL_TLS: 'AUTH_METHOD_MUTUAL_TLS',
} as const;

export type AuthMethod =
  | 'AUTH_METHOD_UNSPECIFIED'
  | 0
  | 'AUTH_METHOD_NONE'
  | 1
  | 'AUTH_METHOD_TOKEN'
  | 2
  | 'AUTH_METHOD_MUTUAL_TLS'
  | 3

export type AuthMethod__Output = typeof AuthMethod[keyof typeof AuthMethod]
