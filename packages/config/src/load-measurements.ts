import type { Check, Metric, Test } from '@conductor/types';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { Findings } from './diagnostics/findings.ts';
import { wholeFile } from './diagnostics/whole-file.ts';
import type { Document } from './dialect/document.ts';
import { findSection } from './find-section.ts';
import { mergeMeasurements } from './metrics/merge-measurements.ts';
import { readMeasurements } from './metrics/read-measurements.ts';
import type { ParseOptions } from './parse-options.ts';
import { readDocument } from './read-document.ts';
import { MEASURE_SECTIONS, TEST_SECTIONS } from './sections.ts';
import { loadSource } from './sources/load-source.ts';
import { reportUnknownSections } from './unknown-sections.ts';
import { expansionBudget } from './variables/expander.ts';
import { builtIns, variablesOf } from './variables/scope.ts';

/** What came of reading measurements for a test that was run already. */
export interface LoadedMeasurements {
  /** Those of the test, with what the file says anew; `null` when there is an error among the diagnostics. */
  readonly measurements: { readonly metrics: readonly Metric[]; readonly checks: readonly Check[] } | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `[Metrics]` and `[Checks]` for a test from a file of their own, or from a test file, whose other sections are left alone. Steps
 * are named with their players, as in a test file. Never throws for what is in the file, nor for one that cannot be read.
 */
export async function loadMeasurements(
  path: string,
  test: Test,
  { strict = false }: ParseOptions = {},
): Promise<LoadedMeasurements> {
  const findings = new Findings(strict);
  const source = await loadSource([path], wholeFile(path), findings);
  const document = source?.text ? readDocument(source.text, findings) : null;
  const merged = document && mergeDocument(document, test, findings);
  return { measurements: findings.hasErrors ? null : merged, diagnostics: findings.list() };
}

function mergeDocument(document: Document, test: Test, findings: Findings) {
  reportUnknownSections(document, { required: [], optional: KNOWN }, findings);
  reportNoMeasurements(document, findings);
  const variables = variablesOf(findSection(document, TEST_SECTIONS.variables, findings)?.entries ?? []);
  const addresses = test.players.map(({ name, address }) => [`${name}.address`, address] as const);
  const known = builtIns([['test', test.name] as const, ...addresses]);
  const around = { document, variables, builtIns: [known], budget: expansionBudget() };
  return mergeMeasurements(test, readMeasurements(document, around, null, findings), document.file, findings);
}

const KNOWN = [...Object.values(MEASURE_SECTIONS), ...Object.values(TEST_SECTIONS)];

function reportNoMeasurements({ file, sections }: Document, findings: Findings): void {
  const names: readonly string[] = Object.values(MEASURE_SECTIONS).flat();
  if (sections.some(({ name }) => names.includes(name))) return;
  const message = 'this file has neither [Metrics] nor [Checks], and so says nothing about what was measured';
  findings.add('missing-section', wholeFile(file), { message, expected: '[Metrics], [Checks], or both' });
}
