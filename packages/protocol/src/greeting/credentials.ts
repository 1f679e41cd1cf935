import type { ExpectedPlayer } from '../identity/lab-access.ts';
import type { PartyCredentials } from '../identity/party-credentials.ts';
import type { FoundTokens } from '../token/token-file.ts';

/*
 * The one place where a way of authentication has its shape on both sides. Certificates are checked when the connection
 * is made, before anything is said; what is left for the greeting is to agree that they were.
 */

/** What a caller can show. */
export type CallerCredentials =
  /** The operator said `--insecure-network`: nothing is shown, and nothing is proved to us. */
  | { readonly kind: 'none' }
  /**
   * Tokens that this user can read for the player's address; the one that the player proves is used. They are read
   * when the player has greeted: one that is only starting greets when its token is written.
   */
  | { readonly kind: 'token'; readonly readTokens: () => Promise<FoundTokens> }
  /** A certificate of the lab. */
  | {
      readonly kind: 'mutual-tls';
      readonly party: PartyCredentials;
      /** Who must answer. */
      readonly expected: Extract<ExpectedPlayer, { kind: 'player' }>;
    };

/** What a listener demands of the caller on one connection. */
export type ListenerDemand =
  /** The operator said `--insecure-network`, and the caller comes from an allowed address. */
  | { readonly kind: 'none' }
  /** Knowledge of the token. */
  | { readonly kind: 'token'; readonly token: Uint8Array }
  /** A certificate, which it has shown already and which may call this method. */
  | { readonly kind: 'mutual-tls' }
  /** The caller may not call this method, whatever it proves. */
  | { readonly kind: 'nobody'; readonly because: string };
