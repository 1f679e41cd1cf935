import type { HostFacts, PlayerCondition } from '@conductor/types';
import type { CertifiedParty } from './certificates/read-certificate.ts';
import type { ClockSample } from './clock/clock-sample.ts';
import type { ControlReply, ControlRequest } from './control-frame.ts';
import type { Road } from './dial/road.ts';
import type { DeliveryFrame, DeliveryReply } from './files-frame.ts';
import type { CollectorFrame, ResultsFrame } from './results-frame.ts';

/**
 * One side of a conversation whose greeting is over. Frames come as an async iterable that ends when the other side
 * ends in order, and throws a ConductorError with code `lost` when the peer is gone, `protocol` when it said what it
 * may not. In order is only what ends with the last frame (`player-released`, `trial-end`, `refused`; for the player
 * `release-player`). `frames` can be read once; a caller that leaves it before its end cancels the conversation.
 */
export interface Conversation<Out, In> extends AsyncDisposable {
  readonly frames: AsyncIterable<In>;
  /**
   * Resolves when the frame is on its way and there is room for another: awaiting it is the back-pressure. The frame may be read later than that,
   * until `sent` is called; that is never where the conversation was over before.
   */
  send(frame: Out, sent?: () => void): Promise<void>;
  /** Aborted when the conversation is over for any reason; the reason is a ConductorError. */
  readonly closed: AbortSignal;
}

/** The conductor's end of a control conversation. */
export interface ControlConnection extends Conversation<ControlRequest, ControlReply> {
  readonly facts: HostFacts;
  /** What the player was at when it greeted. */
  readonly condition: PlayerCondition;
  /** Optional features that both sides understand. */
  readonly features: readonly string[];
  /** Who the player is by its certificate; `null` on a connection without TLS. */
  readonly certified: CertifiedParty | null;
  /** Its connection: see `over` of DialOptions. */
  readonly road: Road;
  /** Reads the player's clocks, while somebody reads `frames`. Rejects with the reason of `closed`, or of the connection's end. */
  readClock(): Promise<ClockSample>;
}

/** The collector's end of a results conversation. */
export interface ResultsConnection extends Conversation<CollectorFrame, ResultsFrame> {
  readonly facts: HostFacts;
  /** What the player was at when it greeted. */
  readonly condition: PlayerCondition;
  /** Optional features that both sides understand. */
  readonly features: readonly string[];
  /** Who the player is by its certificate; `null` on a connection without TLS. */
  readonly certified: CertifiedParty | null;
}

/** The conductor's end of a delivery of files. */
export interface DeliveryConnection extends Conversation<DeliveryFrame, DeliveryReply> {
  /** Optional features that both sides understand. */
  readonly features: readonly string[];
}

/** Who is at the other end, as far as it has been proved. */
export interface Peer {
  /** What it calls itself, and behind that the identity of its certificate if it has shown one: for messages only. */
  readonly name: string;
  /** Numeric address and port. */
  readonly address: string;
  /** Optional features that both sides understand. */
  readonly features: readonly string[];
  /** Who it is by its certificate; `null` on a connection without TLS. */
  readonly certified: CertifiedParty | null;
}

/** The player's end of a control conversation. */
export interface ControlCall extends Conversation<ControlReply, ControlRequest> {
  readonly peer: Peer;
}

/** The player's end of a results conversation. */
export interface ResultsCall extends Conversation<ResultsFrame, CollectorFrame> {
  readonly peer: Peer;
}

/** The player's end of a delivery of files. */
export interface DeliveryCall extends Conversation<DeliveryReply, DeliveryFrame> {
  readonly peer: Peer;
}
