import type { TestCase } from '@conductor/types';

/** `1 case`, `6 cases`. */
export function countedCases(cases: readonly TestCase[]): string {
  return `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`;
}
