import type { Phase } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { wholeFile } from '../diagnostics/whole-file.ts';
import { DEFAULT_SECTION, type Document, type Entry } from '../dialect/document.ts';
import { findSection } from '../find-section.ts';
import { PHASE_SECTIONS } from '../sections.ts';

/** The lines of each phase of a player file. */
export type PhaseEntries = { readonly [P in Phase]: readonly Entry[] };

/** Finds the lines of each phase, and notes what the original would do with `[DEFAULT]` and without a phase. */
export function phaseEntries(document: Document, findings: Findings): PhaseEntries {
  noteDefaults(document, findings);
  const entriesOf = (phase: Phase) => entriesOfPhase(document, phase, findings);
  return {
    startup: entriesOf('startup'),
    run: entriesOf('run'),
    collect: entriesOf('collect'),
    reset: entriesOf('reset'),
  };
}

function noteDefaults({ sections }: Document, findings: Findings): void {
  for (const { place, entries } of sections.filter(({ name }) => name === DEFAULT_SECTION)) {
    if (entries.length === 0) continue;
    const message = 'the keys of [DEFAULT] are variables only; the original runs each as a step, in every phase';
    findings.add('default-section', place, { message, found: entries.map(({ spelling }) => spelling).join(', ') });
  }
}

function entriesOfPhase(document: Document, phase: Phase, findings: Findings): readonly Entry[] {
  const section = findSection(document, PHASE_SECTIONS[phase], findings);
  if (section !== undefined) return section.entries;
  const [name] = PHASE_SECTIONS[phase];
  findings.add('missing-phase', wholeFile(document.file), {
    message: `there is no [${name}], and so no step in this phase; the original refuses the file`,
  });
  return [];
}
