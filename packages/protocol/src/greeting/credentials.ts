import type { FoundTokens } from '../token/token-file.ts';

/*
 * The one place where a way of authentication has its shape on both sides. `mutual-tls` will be a third variant of
 * each: certificates checked when the connection is made, roles checked where these are.
 */

/** What a caller can show. */
export type CallerCredentials =
  /** The operator said `--insecure-network`: nothing is shown, and nothing is proved to us. */
  | { readonly kind: 'none' }
  /**
   * Tokens that this user can read for the player's address; the one that the player proves is used. They are read
   * when the player has greeted: one that is only starting greets when its token is written.
   */
  | { readonly kind: 'token'; readonly readTokens: () => Promise<FoundTokens> };

/** What a listener demands of the caller on one connection. */
export type ListenerDemand =
  /** The operator said `--insecure-network`, and the caller comes from an allowed address. */
  | { readonly kind: 'none' }
  /** Knowledge of the token. */
  | { readonly kind: 'token'; readonly token: Uint8Array }
  /** The caller's address may not command this player, whatever it proves. */
  | { readonly kind: 'nobody'; readonly because: string };
