/** The largest message that either side accepts. */
export const MESSAGE_LIMIT_BYTES = 1024 * 1024;

/** The largest metadata of a call that a player accepts, names and values together. */
export const METADATA_LIMIT_BYTES = 8 * 1024;

/** Calls at the same time on one connection. */
export const STREAM_LIMIT = 16;

/** Connections that have not greeted yet, from one address. */
export const UNGREETED_PER_ADDRESS = 32;

/** Connections that have not greeted yet, from everywhere. */
export const UNGREETED_IN_ALL = 64;

/** What a connection that has not greeted yet may send, handshake included; who greets, or comes to enroll, needs a few thousand. */
export const UNGREETED_BYTES = 512 * 1024;
