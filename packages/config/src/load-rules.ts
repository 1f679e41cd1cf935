import type { Findings } from './diagnostics/findings.ts';
import type { HostChange, ReadTest } from './rules/read-test.ts';

/** Looks at a test that has no errors, says what is probably not meant, and tells what the test changes on its hosts. */
export type Rules = (test: ReadTest, findings: Findings) => readonly HostChange[];

/** The rules of `conduct check`, for the option `rules` of parseTest and loadTest. Who only runs a test never loads them. */
export async function loadRules(): Promise<Rules> {
  const { runRules } = await import('./rules/run-rules.ts');
  return runRules;
}
