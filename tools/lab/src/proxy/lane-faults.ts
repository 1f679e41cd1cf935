/** How a lane ends: in order, or as when a host has forgotten the connection. */
export type CutKind = 'fin' | 'rst';

/** What is wrong with one direction of a connection. */
export interface LaneFaults {
  /** Every byte arrives this much later, in milliseconds. */
  readonly delayMs: number;
  /** And up to this much later than that, drawn anew for each piece read; the order stays. */
  readonly jitterMs: number;
  /** Nothing passes, nothing is lost, nobody is told. */
  readonly stalled: boolean;
  /** `null` is as fast as it goes. */
  readonly bytesPerSecond: number | null;
  /** At most so many bytes in one write; `null` writes what was read. */
  readonly sliceBytes: number | null;
  /** The connection is cut when exactly so many bytes have passed in this direction; `null` never. */
  readonly cut: { readonly afterBytes: number; readonly kind: CutKind } | null;
}

/** A direction in which all is well. */
export const NO_FAULTS: LaneFaults = {
  delayMs: 0,
  jitterMs: 0,
  stalled: false,
  bytesPerSecond: null,
  sliceBytes: null,
  cut: null,
};

/** The two directions of a connection. */
export type LaneName = 'toServer' | 'toClient';

/** What changes, in which direction; what is not named stays as it is. */
export type FaultChange = { readonly [Lane in LaneName]?: Partial<LaneFaults> };
