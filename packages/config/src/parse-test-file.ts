import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { Findings } from './diagnostics/findings.ts';
import type { ParseOptions } from './parse-options.ts';
import type { SourceText } from './sources/source.ts';
import { readTestFile, type TestFile } from './test-file/read-test-file.ts';

/** What came of reading a test file alone. */
export interface ParsedTestFile {
  /** `null` when there is an error among the diagnostics. */
  readonly testFile: TestFile | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads from the text of a test file which player files it names, and what else it says by itself. */
export function parseTestFile(source: SourceText, { strict = false }: ParseOptions = {}): ParsedTestFile {
  const findings = new Findings(strict);
  const read = readTestFile(source, findings);
  if (read === null || findings.hasErrors) return { testFile: null, diagnostics: findings.list() };
  const { name, trials, settings, players } = read;
  return { testFile: { name, trials, settings, players }, diagnostics: findings.list() };
}
