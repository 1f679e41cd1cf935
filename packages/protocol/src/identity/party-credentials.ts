/** What a party shows on a connection and believes others by. All three are PEM. */
export interface PartyCredentials {
  /** Private key, PKCS #8. */
  readonly key: string;
  /** Certificate of that key, with its identity in the one URI of its alternative names. */
  readonly certificate: string;
  /** Certificate of the lab's authority: nothing else is believed. */
  readonly authority: string;
}
