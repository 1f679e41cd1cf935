import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Document } from '../dialect/document.ts';
import type { ReadTestFile } from '../test-file/read-test-file.ts';
import { defaultsOf, type Variables } from '../variables/scope.ts';

/** Reports parameters that are also variables: of `[Variables]`, of `[DEFAULT]` in any of the files, or of the command line. */
export function reportShadows(
  { matrix, around }: ReadTestFile,
  documents: readonly Document[],
  findings: Findings,
): void {
  if (matrix === null) return;
  const lists: readonly (readonly [where: string, variables: Variables])[] = [
    ['[Variables]', around.variables],
    ...documents.map((document) => [`[DEFAULT] of ${document.file}`, defaultsOf(document)] as const),
  ];
  for (const name of matrix.names) {
    const key = name.toLowerCase();
    for (const [where] of lists.filter(([, variables]) => variables.has(key))) {
      const message = `${quote(name)} is a parameter of [Matrix], and a variable of ${where}; which one is meant?`;
      findings.add('shadowed-name', matrix.place, { message, found: name, suggestion: 'keep one of them' });
    }
    if (!around.said.has(key)) continue;
    const message = `-D ${name}: ${quote(name)} is a parameter of [Matrix]`;
    findings.add('shadowed-name', matrix.place, { message, suggestion: `--case '${name}=…' for some of its values` });
  }
}
