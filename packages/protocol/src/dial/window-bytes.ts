/** What one stream may have under way, and several that come at a time together: at 20 ms and 1 Gbit/s the way holds 2.5 MB. */
const FLOW_CONTROL_WINDOW_BYTES = 8 * 1024 * 1024;
/** What has come and is not read yet is memory; but one of several may be the only one that sends: 50 MB/s at 20 ms. */
const LEAST_WINDOW_BYTES = 1024 * 1024;
/** Where several calls share a connection: a heartbeat waits behind so much at the most, a quarter of a second at 10 Mbit/s. */
const SHARED_WINDOW_BYTES = 256 * 1024;

/** What goes over a channel, and over others beside it. */
export interface Load {
  /** Several calls go over it. */
  readonly isShared?: boolean;
  /** So many players may send at a time, each over one of its own. */
  readonly senders?: number;
}

/** How much a call may have under way that nobody has read yet. */
export function windowBytes({ isShared = false, senders = 1 }: Load): number {
  if (isShared) return SHARED_WINDOW_BYTES;
  return Math.max(LEAST_WINDOW_BYTES, Math.floor(FLOW_CONTROL_WINDOW_BYTES / senders));
}
