import type { PlayerAddress } from '../player-address.ts';
import type { Identity } from './identity.ts';
import type { PartyCredentials } from './party-credentials.ts';

/** Who must answer at an address. */
export type ExpectedPlayer =
  | {
      readonly kind: 'player';
      readonly identity: Identity;
      /** `spkiHash` of its key; `null` where any key will do that the lab has certified for this identity. */
      readonly spkiHash: string | null;
    }
  /** The lab expects nobody there, or nobody any more; the sentence goes on behind `player "dut" at 10.0.0.5:6970: `. */
  | { readonly kind: 'nobody'; readonly because: string };

/** What a caller knows of its lab. Both are asked again whenever they matter, and read what is true then. */
export interface LabAccess {
  /** What we show to players. Asked at each dial. */
  credentials(): Promise<PartyCredentials>;
  /**
   * Who must answer at an address. Asked at each dial, and every `recheckMs` while a connection is open: `nobody`, another
   * identity or another key ends it with the error `identity`.
   */
  expectPlayer(address: PlayerAddress): Promise<ExpectedPlayer>;
}
