/** Numbers that a program printed, each with its time from the beginning of the step. */
export interface SeriesReading {
  readonly subject: 'iperf3' | 'ping' | 'vmstat';
  /** Stands behind the name of the step where it has several. */
  readonly label: string;
  readonly unit: string;
  /** By how much its times may be otherwise besides what the clocks say: a clock that is read to the second. */
  readonly ownUncertaintyMs: number;
  readonly points: readonly SeriesPoint[];
}

/** A point, or with `null` a gap. */
export type SeriesPoint = readonly [atMs: number, value: number | null];

/** What is known of a step whose output is read. */
export interface PrintedBy {
  readonly command: string;
  /** Wall clock of the player when it began, in milliseconds since 1970. */
  readonly startMs: number;
}
