import { readAllowances } from './allowances/read-allowances.ts';
import type { DiagnosticCode } from './diagnostics/diagnostic-codes.ts';
import type { Findings, FindingTexts } from './diagnostics/findings.ts';
import { quote } from './diagnostics/quote.ts';
import { wholeFile } from './diagnostics/whole-file.ts';
import type { Document, Fault } from './dialect/document.ts';
import { lexDocument } from './dialect/lex-document.ts';
import { splitLines } from './dialect/split-lines.ts';
import { isLongerThan, LIMITS } from './limits.ts';
import { EXCLUDE, isPhaseSection, MEASURE_SECTIONS, TEST_SECTIONS } from './sections.ts';
import type { SourceText } from './sources/source.ts';
import { reportSecretNames } from './variables/report-secret.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** Takes a file apart into sections, and reports whatever no file may have; `null` when it is too long to look at. */
export function readDocument({ path, text }: SourceText, findings: Findings): Document | null {
  const whole = wholeFile(path);
  if (isLongerThan(text, LIMITS.fileBytes)) {
    findings.add('file-too-long', whole, { message: 'this file is longer than 1 MiB; is it a test or a player file?' });
    return null;
  }
  const hasMark = text.startsWith(BYTE_ORDER_MARK);
  const content = hasMark ? text.slice(BYTE_ORDER_MARK.length) : text;
  const document = lexDocument(path, content);
  readAllowances(document, [...splitLines(content)], findings);
  if (hasMark) {
    const message = 'this file begins with a byte order mark, which is left out; the original refuses it';
    findings.add('byte-order-mark', whole, { message });
  }
  reportLines(path, content, findings);
  reportSecretNames(document, findings);
  for (const fault of toldFaults(document).filter(isToldOf)) {
    const tell = () => findings.add(codeOf(fault), fault.place, () => explainFault(fault));
    if (fault.kind !== 'duplicate-section' && ASIDE.has(fault.section)) findings.aside(tell);
    else tell();
  }
  return document;
}

/** Sections that no step depends on. */
const ASIDE: ReadonlySet<string> = new Set<string>([TEST_SECTIONS.test, ...Object.values(MEASURE_SECTIONS)].flat());

/** Of lines before the first section only the first is told: a file without any is no file of ours, not a hundred mistakes. */
function toldFaults({ faults }: Document): readonly Fault[] {
  const firstBare = faults.find(({ kind }) => kind === 'no-section-header');
  return faults.filter((fault) => fault.kind !== 'no-section-header' || fault === firstBare);
}

/** As many combinations as are written are left out. */
function isToldOf({ kind, section, text }: Fault): boolean {
  return !(kind === 'duplicate-key' && section === TEST_SECTIONS.matrix[0] && text.toLowerCase() === EXCLUDE);
}

function reportLines(file: string, text: string, findings: Findings): void {
  const hasNul = text.includes('\0');
  let line = 0;
  for (const content of splitLines(text)) {
    line += 1;
    if (hasNul && content.includes('\0')) {
      const place = { file, line, column: content.indexOf('\0') + 1 };
      findings.add('nul-byte', place, { message: 'there is a NUL in this line; a text has none' });
    }
    if (!isLongerThan(content, LIMITS.lineBytes)) continue;
    const message = `this line is longer than ${LIMITS.lineBytes / 1024} KiB`;
    const suggestion = 'go on in lines that are indented deeper than their key';
    findings.add('line-too-long', { file, line, column: 1 }, { message, suggestion });
  }
}

/** A duplicate key has a meaning in a phase: two steps. */
function codeOf({ kind, section }: Fault): DiagnosticCode {
  return kind === 'duplicate-key' && isPhaseSection(section) ? 'same-key-twice' : kind;
}

function explainFault({ kind, text, section, first }: Fault): FindingTexts {
  const firstPlace = `the first is on line ${first?.line}`;
  switch (kind) {
    case 'no-section-header':
      return { message: 'this line stands before the first [Section]', found: text, expected: 'a line such as [Test]' };
    case 'duplicate-section':
      return { message: `there is a second section [${text}]; ${firstPlace}`, found: `[${text}]` };
    case 'duplicate-key':
      return isPhaseSection(section)
        ? { message: `there is a second ${text}, and so two steps; ${firstPlace}; the original refuses the file` }
        : { message: `[${section}] has ${quote(text)} twice; ${firstPlace}`, found: text };
    case 'no-delimiter':
      return {
        message: 'this line has neither : nor =',
        found: text,
        expected: '[Section], key: value, or # comment',
        suggestion: 'a line that continues a value is indented deeper than its key',
      };
    case 'empty-key':
      return { message: 'there is no key before this value', found: text, expected: 'key: value' };
  }
}
