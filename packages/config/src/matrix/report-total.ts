import type { Findings } from '../diagnostics/findings.ts';
import { LIMITS } from '../limits.ts';
import type { ReadTestFile } from '../test-file/read-test-file.ts';

/** Reports a test whose cases have too many trials together. */
export function reportTotal({ matrix, trials }: ReadTestFile, findings: Findings): void {
  if (matrix === null || matrix.cases.length * trials <= LIMITS.allTrials) return;
  const message = `${matrix.cases.length} cases with ${trials} trials each are more than ${LIMITS.allTrials} trials`;
  findings.add('too-many-cases', matrix.place, { message, suggestion: 'fewer trials, or several tests' });
}
