/** `trials: auto`: until the mean of a metric is known so well, no further. */
export interface UntilPrecise {
  /** As `[Metrics]` spells it. */
  readonly metric: string;
  /** The half-width of the interval of its mean, at 95 %, in per cent of the mean: that or less is enough. */
  readonly percent: number;
  /** Fewer trials are never enough: a few may agree by chance. */
  readonly fewest: number;
}

/** What became of that. */
export interface PrecisionResult extends UntilPrecise {
  /** The case whose trials these are; absent without parameters. */
  readonly caseName?: string;
  /** How many trials were run. */
  readonly trials: number;
  /** In per cent; `null`: none can be told, with fewer than two values, or around zero. */
  readonly reached: number | null;
  readonly isEnough: boolean;
}
