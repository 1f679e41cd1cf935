import type { RunResult } from '@conductor/types';

/** The parameters of `[Matrix]`, in the order of the file; none in a test without. */
export function parameterNames({ matrix }: Pick<RunResult, 'matrix'>): readonly string[] {
  return matrix?.cases[0]?.values.map(({ name }) => name) ?? [];
}
