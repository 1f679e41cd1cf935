import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import { DEFAULT_SECTION, type Document, type Entry, type Fault, type Section } from './document.ts';
import { skipSpace, trimEnd } from './python-space.ts';
import { splitLines } from './split-lines.ts';
import { ValueBuilder } from './value-builder.ts';

/**
 * Reads a text as Python's `configparser.RawConfigParser` does, line by line and in linear time, and keeps what that
 * throws away: order, duplicates, spelling and places. What Python refuses becomes a fault, and reading goes on.
 */
export function lexDocument(file: string, text: string): Document {
  const lexer = new Lexer(file);
  for (const line of splitLines(text)) lexer.readLine(line);
  return lexer.document();
}

interface OpenEntry extends Omit<Entry, 'value'> {
  readonly value: ValueBuilder;
}

interface OpenSection extends Omit<Section, 'entries'> {
  readonly entries: OpenEntry[];
  /** Where each key is for the first time. Sections of one name share them. */
  readonly keys: Map<string, SourcePlace>;
}

class Lexer {
  readonly #file: string;
  readonly #sections: OpenSection[] = [];
  readonly #firstOfName = new Map<string, OpenSection>();
  readonly #faults: Fault[] = [];
  /** The last entry, which a deeper line continues. */
  #entry: OpenEntry | undefined;
  /** Blanks before the last line that was no continuation. */
  #indent = 0;
  #line = 0;

  constructor(file: string) {
    this.#file = file;
  }

  document(): Document {
    const closed = (entry: OpenEntry): Entry => ({ ...entry, value: entry.value.build() });
    const sections = this.#sections.map(({ name, place, entries }) => ({ name, place, entries: entries.map(closed) }));
    return { file: this.#file, sections, faults: this.#faults };
  }

  readLine(line: string): void {
    this.#line += 1;
    const start = skipSpace(line);
    if (start === line.length) {
      this.#entry?.value.addEmptyLine();
      return;
    }
    if (line[start] === '#' || line[start] === ';') return;
    const text = trimEnd(line.slice(start));
    const place = { file: this.#file, line: this.#line, column: start + 1 };
    if (this.#entry !== undefined && start > this.#indent) {
      this.#entry.value.addLine(text, place);
      return;
    }
    this.#indent = start;
    this.#readStart(text, place);
  }

  /** A line that continues nothing: a header, or the start of an entry. */
  #readStart(text: string, place: SourcePlace): void {
    const name = headerIn(text);
    if (name !== undefined) {
      this.#openSection(name, place);
      return;
    }
    const section = this.#sections.at(-1);
    if (section === undefined) this.#fault('no-section-header', place, text);
    else this.#openEntry(section, text, place);
  }

  #openSection(name: string, place: SourcePlace): void {
    const first = this.#firstOfName.get(name);
    const section = { name, place, entries: [], keys: first?.keys ?? new Map() };
    this.#sections.push(section);
    this.#entry = undefined;
    if (first === undefined) this.#firstOfName.set(name, section);
    else if (name !== DEFAULT_SECTION) this.#fault('duplicate-section', place, name, first.place);
  }

  #openEntry(section: OpenSection, text: string, place: SourcePlace): void {
    const delimiter = text.search(/[=:]/);
    if (delimiter === -1) {
      // Python keeps the entry before this line open, and so deeper lines that follow are no faults of their own.
      this.#fault('no-delimiter', place, text);
      return;
    }
    const spelling = trimEnd(text.slice(0, delimiter));
    if (spelling === '') {
      this.#fault('empty-key', place, text);
      this.#entry = undefined;
      return;
    }
    const key = spelling.toLowerCase();
    const first = section.keys.get(key);
    if (first === undefined) section.keys.set(key, place);
    else this.#fault('duplicate-key', place, spelling, first);
    const valueStart = skipSpace(text, delimiter + 1);
    const value = new ValueBuilder(text.slice(valueStart), { ...place, column: place.column + valueStart });
    this.#entry = { key, spelling, place, value };
    section.entries.push(this.#entry);
  }

  #fault(kind: Fault['kind'], place: SourcePlace, text: string, first?: SourcePlace): void {
    const section = this.#sections.at(-1)?.name ?? '';
    this.#faults.push({ kind, place, text, section, ...(first && { first }) });
  }
}

/** The name in a header: everything up to the last `]`, whatever follows it; `undefined` for other lines. */
function headerIn(text: string): string | undefined {
  const end = text.startsWith('[') ? text.lastIndexOf(']') : -1;
  return end > 1 ? text.slice(1, end) : undefined;
}
