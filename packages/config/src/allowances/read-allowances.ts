import { nearestWord } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import { DIAGNOSTIC_CODES } from '../diagnostics/diagnostic-codes.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Document, Section } from '../dialect/document.ts';

const COMMENT = /^\s*[#;]+\s*check:\s*([\w-]+)\s*(.*)$/;
const WORDS = { line: 'allow', file: 'allow-in-file' };

/**
 * Reads comments such as `# check: allow reset-symmetry, port-twice: the rack is wiped every night`. One is about the entry
 * that it stands in or before, or about the section whose header it stands before; with `allow-in-file`, about the file.
 */
export function readAllowances(document: Document, lines: readonly string[], findings: Findings): void {
  const entries = lines.some((text) => text.includes('check:')) ? rangesOf(document) : [];
  for (const [at, text] of lines.entries()) {
    const [all, word = '', rest = ''] = text.includes('check:') ? (COMMENT.exec(text) ?? []) : [];
    if (all === undefined) continue;
    const place = { file: document.file, line: at + 1, column: text.length - text.trimStart().length + 1 };
    if (word === WORDS.file) allow(rest, place, WHOLE_FILE, findings);
    else if (word === WORDS.line) allow(rest, place, rangeAt(document, entries, at + 1), findings);
    else reportWord(word, place, findings);
  }
}

function allow(text: string, place: SourcePlace, range: Range, findings: Findings): void {
  const codes = /^[\w-]+(?:\s*,\s*[\w-]+)*/.exec(text)?.[0].split(/\s*,\s*/) ?? [''];
  for (const code of codes) {
    if (isSilent(code)) findings.allow({ code, place, ...range });
    else reportCode(code, place, findings);
  }
}

/** Any other comment may begin with "check:". */
function reportWord(word: string, place: SourcePlace, findings: Findings): void {
  const suggestion = nearestWord(word, Object.values(WORDS), 2);
  if (suggestion === undefined) return;
  findings.add('unknown-allowance', place, { message: 'this comment silences nothing', found: word, suggestion });
}

interface Range {
  readonly firstLine: number;
  readonly lastLine: number;
}

const WHOLE_FILE: Range = { firstLine: 0, lastLine: Number.POSITIVE_INFINITY };

/** The lines of every entry. */
function rangesOf({ sections }: Document): readonly Range[] {
  return sections
    .flatMap((section) => section.entries)
    .map((entry) => ({
      firstLine: entry.place.line,
      lastLine: entry.value.pieces.at(-1)?.place.line ?? entry.place.line,
    }));
}

/** What a comment on a line is about. */
function rangeAt({ sections }: Document, entries: readonly Range[], line: number): Range {
  const next = entries[firstEndingAt(entries, line)];
  if (next !== undefined && next.firstLine <= line) return next;
  const header = sections.findIndex((section) => section.place.line > line);
  const section = sections[header];
  if (section === undefined || (next !== undefined && next.firstLine < section.place.line)) {
    return next ?? { firstLine: line, lastLine: line };
  }
  return { firstLine: section.place.line, lastLine: endOf(sections[header + 1]) };
}

/** The first entry that ends on a line or behind it; halving, since a file may have as many comments as entries. */
function firstEndingAt(entries: readonly Range[], line: number): number {
  let from = 0;
  let to = entries.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((entries[middle]?.lastLine ?? 0) < line) from = middle + 1;
    else to = middle;
  }
  return from;
}

function endOf(next: Section | undefined): number {
  return next === undefined ? Number.POSITIVE_INFINITY : next.place.line - 1;
}

function isSilent(code: string): boolean {
  return Object.entries(DIAGNOSTIC_CODES).some(([known, { severity }]) => known === code && severity !== 'error');
}

function reportCode(code: string, place: SourcePlace, findings: Findings): void {
  const isError = Object.hasOwn(DIAGNOSTIC_CODES, code);
  findings.add('unknown-allowance', place, {
    message: isError
      ? `${code} is an error, and no comment silences it`
      : `there is no code ${quote(code)} to be silenced`,
    found: code,
    expected: 'codes of warnings or notes, with commas between',
    suggestion: isError ? undefined : nearestWord(code, Object.keys(DIAGNOSTIC_CODES)),
  });
}
