/*
 * Each kind of bed has a variable that everything in it inherits. Players pass it to their steps, which get little else of their
 * environment: by it a bed finds what is left of it, and whoever ended the bed's own process does.
 */

/** Of the beds in labs. */
export const BED_VARIABLE = 'CONDUCTOR_LAB_BED';

/** Of the beds of end-to-end tests. */
export const E2E_VARIABLE = 'CONDUCTOR_E2E';

/** Of what is measured. */
export const BENCH_VARIABLE = 'CONDUCTOR_BENCH';

export const BED_VARIABLES: readonly string[] = [BED_VARIABLE, E2E_VARIABLE, BENCH_VARIABLE];
