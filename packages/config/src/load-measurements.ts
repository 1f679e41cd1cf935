import { measuredIn, type StartedTest } from '@conductor/types';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { Findings } from './diagnostics/findings.ts';
import { wholeFile } from './diagnostics/whole-file.ts';
import type { Document } from './dialect/document.ts';
import { findSection } from './find-section.ts';
import type { MatrixCase } from './matrix/matrix.ts';
import { reportUnlike } from './matrix/report-unlike.ts';
import { mergeMeasurements } from './metrics/merge-measurements.ts';
import { readMeasurements } from './metrics/read-measurements.ts';
import type { ParseOptions } from './parse-options.ts';
import { readDocument } from './read-document.ts';
import { MEASURE_SECTIONS, TEST_SECTIONS } from './sections.ts';
import { loadSource } from './sources/load-source.ts';
import { reportUnknownSections } from './unknown-sections.ts';
import { expansionBudget } from './variables/expander.ts';
import { inCase, valuesOf } from './variables/known-when.ts';
import { builtIns, variablesOf } from './variables/scope.ts';

/** What came of reading measurements for a test that was run already. */
export interface LoadedMeasurements {
  /** Those of the test, with what the file says anew; `null` when there is an error among the diagnostics. */
  readonly measurements: Pick<StartedTest, 'metrics' | 'checks' | 'cases'> | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `[Metrics]` and `[Checks]` for a test from a file of their own, or from a test file, whose other sections are left alone. Steps
 * are named with their players, as in a test file. Never throws for what is in the file, nor for one that cannot be read.
 */
export async function loadMeasurements(
  path: string,
  test: StartedTest,
  { strict = false }: ParseOptions = {},
): Promise<LoadedMeasurements> {
  const findings = new Findings(strict);
  const source = await loadSource([path], wholeFile(path), findings);
  const document = source?.text ? readDocument(source.text, findings) : null;
  const merged = document && mergeDocument(document, test, findings);
  return { measurements: findings.hasErrors ? null : merged, diagnostics: findings.list() };
}

/** In a test with cases each is read with its own parameters. */
function mergeDocument(document: Document, test: StartedTest, findings: Findings): LoadedMeasurements['measurements'] {
  reportUnknownSections(document, { required: [], optional: KNOWN }, findings);
  reportNoMeasurements(document, findings);
  if (test.cases === undefined) return mergeCase(document, test, null, findings);
  const cases = test.cases.map((one) => ({ ...one, ...mergeCase(document, test, one, findings) }));
  reportUnlike(cases, findings);
  const [{ metrics, checks } = { metrics: [], checks: [] }] = cases;
  return { metrics, checks, cases };
}

function mergeCase(document: Document, test: StartedTest, one: MatrixCase | null, findings: Findings) {
  const variables = variablesOf(findSection(document, TEST_SECTIONS.variables, findings)?.entries ?? []);
  const addresses = test.players.map(({ name, address }) => [`${name}.address`, address] as const);
  const known = [builtIns([['test', test.name] as const, ...addresses]), inCase(one)];
  const around = { document, said: valuesOf(one), variables, builtIns: known, budget: expansionBudget() };
  const before = { ...test, ...measuredIn(test, one?.name ?? '') };
  return mergeMeasurements(before, readMeasurements(document, around, null, findings), document.file, findings);
}

const KNOWN = [...Object.values(MEASURE_SECTIONS), ...Object.values(TEST_SECTIONS)];

function reportNoMeasurements({ file, sections }: Document, findings: Findings): void {
  const names: readonly string[] = Object.values(MEASURE_SECTIONS).flat();
  if (sections.some(({ name }) => names.includes(name))) return;
  const message = 'this file has neither [Metrics] nor [Checks], and so says nothing about what was measured';
  findings.add('missing-section', wholeFile(file), { message, expected: '[Metrics], [Checks], or both' });
}
