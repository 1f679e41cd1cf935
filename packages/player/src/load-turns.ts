import { Turnstile } from '@conductor/types';

/** So many trials are loaded at once: enough that a disk is never waited for by itself. */
const MOST_AT_ONCE = 16;

/**
 * The turns in which this process loads trials: all its players share its event loop, and its disk. Of very many trials that come
 * together each is loaded to its end before others begin: else all would be late together, and nobody would answer meanwhile.
 */
export const LOAD_TURNS = new Turnstile(MOST_AT_ONCE);
