import type { Settings } from '@conductor/types';

/** How a test is read. */
export interface ParseOptions {
  /** Makes errors of words that are probably misspelt. Default: they are warnings. */
  readonly strict?: boolean;
  /** Settings of a test that does not state them itself. Default: DEFAULT_SETTINGS of @conductor/types. */
  readonly defaults?: Partial<Settings>;
}
