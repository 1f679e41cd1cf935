import type { Ground } from './ground/ground.ts';
import type { Row } from './result/row.ts';

/** One thing to measure: some rows of the table that share what has to be set up for them. */
export interface Figure {
  /** The word on the command line. */
  readonly name: string;
  readonly title: string;
  /** About how long it takes with five rounds on two processors: what the time left is reckoned from. */
  readonly seconds: number;
  /** Why it cannot be measured on this machine; `null` when it can. */
  whyNot(): string | null;
  /** Measures it. Throws when what it measures does not work. */
  measure(ground: Ground, signal: AbortSignal): Promise<readonly Row[]>;
}
