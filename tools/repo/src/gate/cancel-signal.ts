/**
 * Tells a vitest with the reporter of the gate to end its run: tests that run are given up, those to come are skipped, hooks run, and
 * the tally is written. Not SIGTERM or SIGINT, on which vitest exits there and then, and its tests with it.
 */
export const CANCEL_SIGNAL = 'SIGUSR2';

/** What vitest gives as the reason of a test that was under way then, or would have come after one that was. */
export const CANCELLED = 'The test run was aborted by the user.';
