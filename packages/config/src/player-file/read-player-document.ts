import type { Findings } from '../diagnostics/findings.ts';
import type { Document, Section } from '../dialect/document.ts';
import { findSection, reportMissingSection } from '../find-section.ts';
import { readDocument } from '../read-document.ts';
import { COORDINATOR, MEASURE_SECTIONS, PHASE_SECTIONS, STATE, TEST_SECTIONS } from '../sections.ts';
import type { SourceText } from '../sources/source.ts';
import { type KnownSections, reportUnknownSections } from '../unknown-sections.ts';

/** A player file taken apart, before any variable is filled in. */
export interface PlayerDocument {
  readonly document: Document;
  /** `undefined` after a finding. */
  readonly coordinator: Section | undefined;
}

const KNOWN_SECTIONS: KnownSections = {
  required: [COORDINATOR, ...Object.values(PHASE_SECTIONS)],
  optional: [...Object.values(MEASURE_SECTIONS), STATE],
};

/** Takes a player file apart, and reports sections that lack or are too much; `null` when there is nothing to read. */
export function readPlayerDocument(source: SourceText, findings: Findings): PlayerDocument | null {
  const document = readDocument(source, findings);
  if (document === null) return null;
  const coordinator = findSection(document, COORDINATOR, findings);
  if (coordinator === undefined) {
    reportMissingSection(document, COORDINATOR, findings, {
      sections: TEST_SECTIONS.test,
      text: 'this looks like a test file; a player has a file of its own, which the test file names',
    });
  }
  reportUnknownSections(document, KNOWN_SECTIONS, findings);
  return { document, coordinator };
}
