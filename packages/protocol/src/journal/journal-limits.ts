/** Free text in a journal record, in UTF-16 units; longer text is cut when it is written. */
export const TEXT_LIMIT = 8192;

/** Leftovers in one record; more are not listed. */
export const LEFTOVER_LIMIT = 500;

/** The command line of a leftover, in UTF-16 units. */
export const LEFTOVER_TEXT_LIMIT = 200;

/** A text of what was compared of a host, in UTF-16 units, and how many of its items could not be compared at the most. */
export const STATE_TEXT_LIMIT = 200;
export const UNSEEN_LIMIT = 100;

/** One line of a journal in bytes, its newline included: no record within the other limits is longer. */
export const JOURNAL_LINE_LIMIT_BYTES = 1024 * 1024;
