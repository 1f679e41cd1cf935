/** What became of the tests of one vitest run: written by `tally-reporter.ts`, read by the gate. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
  readonly timed: readonly TimedTest[];
}

/** A test that did not run. A reason that begins with `missing:` names something that could be installed here. */
export interface SkippedTest {
  /** Project, file and title. */
  readonly name: string;
  readonly reason: string;
}

/** How long one test took. */
export interface TimedTest {
  readonly name: string;
  readonly durationMs: number;
}

/** Where the reporter writes the tally, as an environment variable. */
export const TALLY_FILE = 'CONDUCTOR_TALLY_FILE';

/** What stands for the reason of a test that was skipped without one. */
export const NO_REASON = 'no reason given; write context.skip("why")';
