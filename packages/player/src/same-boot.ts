/** Whether a host has not been started anew between two looks at its boot; `null` where one of them could not be told apart from others. */
export function isSameBoot(then: string, now: string): boolean | null {
  return then === '' || now === '' ? null : then === now;
}
