import type { Findings } from './diagnostics/findings.ts';
import { wholeFile } from './diagnostics/whole-file.ts';
import type { Document, Section } from './dialect/document.ts';
import type { SectionNames } from './sections.ts';

/** The section with one of several names; two of them, in two spellings, are an error. */
export function findSection({ sections }: Document, names: SectionNames, findings: Findings): Section | undefined {
  const [first, ...others] = sections.filter(({ name }) => names.includes(name));
  if (first === undefined) return undefined;
  const other = others.find(({ name }) => name !== first.name);
  if (other !== undefined) {
    const both = `[${other.name}] and, on line ${first.place.line}, [${first.name}]`;
    findings.add('two-spellings', other.place, {
      message: `${both} are two names of one section; which one is meant?`,
      found: `[${other.name}]`,
      suggestion: 'keep one of them',
    });
  }
  if (first.name !== names[0]) {
    const message = `[${first.name}] is read as [${names[0]}]; each version of the original knows one of the names`;
    findings.add('section-spelling', first.place, { message });
  }
  return first;
}

/** A section by which a file is known to be of another kind, and what to say then. */
interface Mistaken {
  readonly sections: SectionNames;
  readonly text: string;
}

/** Reports that a section is missing without which the file is not what it was given as. */
export function reportMissingSection(
  { file, sections }: Document,
  names: SectionNames,
  findings: Findings,
  mistaken?: Mistaken,
): void {
  const isMistaken = sections.some(({ name }) => mistaken?.sections.includes(name));
  const message = `this file has no section [${names[0]}]`;
  findings.add('missing-section', wholeFile(file), {
    message,
    suggestion: (isMistaken ? mistaken?.text : undefined) ?? `add it: a line [${names[0]}]`,
  });
}
