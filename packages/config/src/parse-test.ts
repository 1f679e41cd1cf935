import type { Test } from '@conductor/types';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { Findings } from './diagnostics/findings.ts';
import { quote } from './diagnostics/quote.ts';
import { joinTest } from './join-test.ts';
import type { ParseOptions } from './parse-options.ts';
import type { SourceText } from './sources/source.ts';
import { readTestFile } from './test-file/read-test-file.ts';
import { builtIns } from './variables/scope.ts';

/** The texts of a test. */
export interface TestTexts {
  readonly test: SourceText;
  /** The player files, by their paths as the test file writes them. */
  readonly players: ReadonlyMap<string, SourceText>;
}

/** What came of reading a test. */
export interface ParsedTest {
  /** `null` when there is an error among the diagnostics. */
  readonly test: Test | null;
  /** Everything there is to say, in the order in which it was found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a test from texts. Opens nothing and runs nothing; whatever the texts are, it returns. */
export function parseTest({ test: source, players }: TestTexts, options: ParseOptions = {}): ParsedTest {
  const findings = new Findings(options.strict ?? false);
  const testFile = readTestFile(source, findings, builtIns(options.variables ?? []));
  if (testFile === null) return { test: null, diagnostics: findings.list() };
  const { test } = joinTest(
    source.path,
    testFile,
    ({ path, place }) => {
      const text = players.get(path);
      if (text === undefined)
        findings.add('no-such-file', place, { message: `there is no file ${quote(path)}`, found: path });
      return text;
    },
    options,
    findings,
  );
  return { test, diagnostics: findings.list() };
}
