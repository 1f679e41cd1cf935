/** In which order the cases of a test take their turns. */
export const ORDERS = ['as-written', 'random', 'interleaved'] as const;

/** One of these orders. */
export type Order = (typeof ORDERS)[number];
