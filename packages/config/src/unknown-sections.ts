import { nearestWord } from '@conductor/types';
import type { Findings } from './diagnostics/findings.ts';
import { DEFAULT_SECTION, type Document, type Section } from './dialect/document.ts';
import type { SectionNames } from './sections.ts';

/** The sections that a kind of file may have. */
export interface KnownSections {
  /** Those without which the original refuses the file, each with all its names. */
  readonly required: readonly SectionNames[];
  readonly optional: readonly SectionNames[];
}

/** Reports the sections that a kind of file does not have: an error where one that it must have is probably meant. */
export function reportUnknownSections(document: Document, known: KnownSections, findings: Findings): void {
  const names = [...known.required, ...known.optional].flat();
  const present = new Set(document.sections.map(({ name }) => name));
  const missing = known.required.filter((group) => !group.some((name) => present.has(name))).flat();
  for (const section of document.sections) {
    if (section.name === DEFAULT_SECTION || names.includes(section.name)) continue;
    reportSection(section, names, missing, findings);
  }
}

function reportSection(
  { name, place }: Section,
  names: readonly string[],
  missing: readonly string[],
  findings: Findings,
): void {
  const found = `[${name}]`;
  const [word = ''] = name.split(']');
  const meant = nearestWord(word.trim(), missing);
  const hint = name.includes(']') ? '; a name goes on to the last ] of its line' : '';
  if (meant !== undefined) {
    const message = `${found} is no section, and there is no [${meant}]${hint}`;
    findings.add('misspelt-section', place, { message, found, suggestion: `[${meant}]` });
  } else {
    findings.add('unknown-section', place, () => {
      const near = nearestWord(word, names);
      return {
        message: `${found} is no section of this kind of file, and is ignored${hint}`,
        found,
        expected: names.map((one) => `[${one}]`).join(', '),
        suggestion: near && `[${near}]`,
      };
    });
  }
}
