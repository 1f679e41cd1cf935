/** What values are kept in; other units are multiples of these. Empty: a plain number. */
export const BASE_UNITS = ['bit/s', 'B', 'pkt/s', 'pkt', 's', '%', '1/s', ''] as const;

/** One of the units that values are kept in. */
export type BaseUnit = (typeof BASE_UNITS)[number];
