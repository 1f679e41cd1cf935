import type { HostChange } from '@conductor/config';
import type { Phase } from '@conductor/types';
import type { LoadedRequest } from './load-request.ts';
import type { TestSecret } from './test-secrets.ts';

/** What `conduct check` knows of a test. */
export interface CheckedTest {
  /** As it was named. */
  readonly file: string;
  readonly loaded: LoadedRequest;
  readonly secrets: readonly TestSecret[];
  /** What the test changes on its hosts, as far as that is known; empty when there are errors. */
  readonly changes: readonly HostChange[];
  readonly phases: readonly Phase[];
}
