import { nearestWord } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { wholeFile } from '../diagnostics/whole-file.ts';
import type { Document } from '../dialect/document.ts';
import { BUILT_IN_NAMES } from '../matrix/read-names.ts';
import type { ReadTestFile } from '../test-file/read-test-file.ts';
import { scanReferences } from './scan-references.ts';
import { defaultsOf } from './scope.ts';

/** Reports variables of the command line that no file knows or uses, and those that cannot be said. */
export function reportUnusedSaid(
  { around, matrix }: ReadTestFile,
  documents: readonly Document[],
  findings: Findings,
): void {
  if (around.said.size === 0) return;
  const known = new Set([...around.variables.keys(), ...documents.flatMap((document) => [...namesIn(document)])]);
  const parameters = new Set(matrix?.names.map((name) => name.toLowerCase()));
  for (const name of around.said.keys()) {
    const place = wholeFile(around.document.file);
    if (BUILT_IN_NAMES.includes(name) || name.endsWith('.address')) {
      findings.add('said-variable', place, { message: `-D ${name}: %(${name})s is filled in by Conductor itself` });
    } else if (!known.has(name) && !parameters.has(name)) {
      findings.add('said-variable', place, () => ({
        message: `-D ${name}: no file of this test has or uses a variable ${quote(name)}`,
        suggestion: nearestWord(name, [...known]),
      }));
    }
  }
}

/** What a file uses, and what it says in `[DEFAULT]`. */
function* namesIn(document: Document): Generator<string> {
  yield* defaultsOf(document).keys();
  for (const { value } of document.sections.flatMap(({ entries }) => entries)) {
    for (const part of scanReferences(value.text)) if (part.kind === 'variable') yield part.name.toLowerCase();
  }
}
