import type { Settings } from '@conductor/types';
import type { Rules } from './load-rules.ts';

/** How a test is read. */
export interface ParseOptions {
  /** Makes errors of words that are probably misspelt. Default: they are warnings. */
  readonly strict?: boolean;
  /** Look at a test without errors, as `conduct check` does; see loadRules. Default: none. */
  readonly rules?: ((...given: Parameters<Rules>) => unknown) | undefined;
  /** What the command line says of variables, by name: it wins over the files. Default: nothing. */
  readonly variables?: ReadonlyMap<string, string>;
  /** Settings of a test that does not state them itself. Default: DEFAULT_SETTINGS of @conductor/types. */
  readonly defaults?: Partial<Settings>;
}
