/** What one stream may have under way, and several that come at a time together: at 20 ms and 1 Gbit/s the way holds 2.5 MB. */
const FLOW_CONTROL_WINDOW_BYTES = 8 * 1024 * 1024;
/** What has come and is not read yet is memory; but one of several may be the only one that sends: 50 MB/s at 20 ms. */
const LEAST_WINDOW_BYTES = 1024 * 1024;
/** Where several calls share a connection: a heartbeat waits behind so much at the most, a quarter of a second at 10 Mbit/s. */
const SHARED_WINDOW_BYTES = 256 * 1024;

/** What goes over a channel, and over others beside it. */
export type Load =
  /** One call, and nobody sends at the same time. */
  | { readonly kind: 'lone' }
  /** One call; so many players may send at a time, each over a channel of its own. */
  | { readonly kind: 'one-of'; readonly players: number }
  /** Several calls to one player. */
  | { readonly kind: 'shared' };

/** How much a call may have under way that nobody has read yet. */
export function windowBytes(load: Load): number {
  switch (load.kind) {
    case 'lone':
      return FLOW_CONTROL_WINDOW_BYTES;
    case 'one-of':
      return Math.max(LEAST_WINDOW_BYTES, Math.floor(FLOW_CONTROL_WINDOW_BYTES / load.players));
    case 'shared':
      return SHARED_WINDOW_BYTES;
    default:
      return load satisfies never;
  }
}
