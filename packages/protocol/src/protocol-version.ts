/** The version of the protocol that this package speaks. Peers of different majors refuse each other. */
export const PROTOCOL_VERSION = { major: 1, minor: 0 } as const;

/** Small files come many in one frame. */
export const WHOLE_FILES = 'whole-files';

/** Files are put onto the player, and what they replaced is put back at the end of Reset. */
export const PUT_FILES = 'put-files';

/** Zeros of a fetched file that occupy nothing are told, and not sent. */
export const HOLES = 'holes';

/** Optional features that this package understands; what both peers understand may be used. */
export const FEATURES: readonly string[] = [WHOLE_FILES, PUT_FILES, HOLES];

/** What two peers of one major version speak with each other. */
export interface Agreement {
  /** The smaller of the two minor versions. */
  readonly minor: number;
  /** What both understand. */
  readonly features: readonly string[];
}

/** What a peer says about its version. */
export interface StatedVersion {
  readonly major: number;
  readonly minor: number;
  readonly features: readonly string[];
  /** Version of its software, for messages. */
  readonly software: string;
}

/** What we and a peer both speak; `null` when the major versions differ. */
export function agreeWith(peer: StatedVersion): Agreement | null {
  if (peer.major !== PROTOCOL_VERSION.major) return null;
  return {
    minor: Math.min(peer.minor, PROTOCOL_VERSION.minor),
    features: FEATURES.filter((feature) => peer.features.includes(feature)),
  };
}

/** What we state about ourselves, with the version of our software. */
export function ownVersion(software: string): StatedVersion {
  return { ...PROTOCOL_VERSION, features: FEATURES, software };
}

/** Both versions and what to do, for the refusal of a peer of another major version. */
export function disagreement(player: StatedVersion, caller: StatedVersion): string {
  const told = ({ major, minor, software }: StatedVersion) => `${major}.${minor} (software ${software})`;
  const older = player.major < caller.major ? 'the player' : 'the caller';
  return `the player speaks protocol ${told(player)}, the caller ${told(caller)}; update ${older}`;
}
