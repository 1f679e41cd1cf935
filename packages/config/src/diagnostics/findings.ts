import { unmarked } from '@conductor/types';
import type { Allowance } from '../allowances/allowance.ts';
import type { Diagnostic, SourcePlace } from './diagnostic.ts';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from './diagnostic-codes.ts';
import { shorten } from './quote.ts';
import { wholeFile } from './whole-file.ts';

/** The texts of a diagnostic. */
export type FindingTexts = Pick<Diagnostic, 'message' | 'found' | 'expected' | 'suggestion'>;

const MAX_OF_A_KIND = 100;

/** What was said of one kind about one file. */
interface Kind {
  readonly places: Set<string>;
  leftOut: number;
}

/** Gathers what there is to say about the files of one test: once for each place, and not endlessly. */
export class Findings {
  readonly #strict: boolean;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #kinds = new Map<string, Map<DiagnosticCode, Kind>>();
  readonly #allowances = new Map<string, Allowance[]>();
  readonly #needed = new Set<Allowance>();
  #hasErrors = false;
  #gaps = 0;
  #isAside = false;

  constructor(strict: boolean) {
    this.#strict = strict;
  }

  /** Says something about a place. Texts that take time to find are given as a function. */
  add(code: DiagnosticCode, place: SourcePlace, texts: FindingTexts | (() => FindingTexts)): void {
    if (this.#isAllowed(code, place) || this.#isToldAlready(code)) return;
    const severity = this.#severityOf(code);
    this.#hasErrors ||= severity === 'error';
    if (!this.#isAside && DIAGNOSTIC_CODES[code].severity === 'error') this.#gaps += 1;
    const kind = this.#kindOf(code, place.file);
    if (kind.places.size >= MAX_OF_A_KIND) {
      kind.leftOut += 1;
      return;
    }
    const { found, suggestion, ...others } = typeof texts === 'function' ? texts() : texts;
    const identity = `${place.line}:${place.column}:${others.message}`;
    if (kind.places.has(identity)) return;
    kind.places.add(identity);
    this.#diagnostics.push({
      code,
      severity,
      place,
      ...others,
      ...(found === undefined ? {} : { found: shorten(found) }),
      ...(suggestion === undefined ? {} : { suggestion: unmarked(suggestion) }),
    });
  }

  /** Silences a code, which must be none of an error, for what is said from now on. */
  allow(allowance: Allowance): void {
    const ofCode = this.#allowances.get(allowance.code) ?? [];
    this.#allowances.set(allowance.code, ofCode);
    ofCode.push(allowance);
  }

  /** Notes what was to be silenced and was not said. */
  reportUnneeded(): void {
    for (const allowance of [...this.#allowances.values()].flat()) {
      if (this.#needed.has(allowance)) continue;
      const message = `nothing here needs to be silenced as ${allowance.code}`;
      this.add('unneeded-allowance', allowance.place, { message, suggestion: 'remove the comment' });
    }
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /**
   * How many errors may have left players, parameters or steps out: what depends on those is better not judged. What is an error only
   * under `strict` leaves nothing out.
   */
  get gaps(): number {
    return this.#gaps;
  }

  /** Reads something that no step depends on: an error in it is told, and is no gap. */
  aside<T>(read: () => T): T {
    const before = this.#isAside;
    this.#isAside = true;
    try {
      return read();
    } finally {
      this.#isAside = before;
    }
  }

  /** Everything that was said, file by file as they were first spoken of, and in each by line. */
  list(): readonly Diagnostic[] {
    const files = [...this.#kinds.keys()];
    const rank = ({ place }: Diagnostic) => files.indexOf(place.file);
    return [...this.#diagnostics, ...this.#leftOut()].toSorted(
      (one, other) =>
        rank(one) - rank(other) || one.place.line - other.place.line || one.place.column - other.place.column,
    );
  }

  #isAllowed(code: DiagnosticCode, { file, line }: SourcePlace): boolean {
    const isAbout = (one: Allowance) => one.place.file === file && one.firstLine <= line && line <= one.lastLine;
    const allowing = (this.#allowances.get(code) ?? []).filter(isAbout);
    for (const one of allowing) this.#needed.add(one);
    return allowing.length > 0;
  }

  #isToldAlready(code: DiagnosticCode): boolean {
    return DIAGNOSTIC_CODES[code].isToldOnce === true && this.#diagnostics.some((told) => told.code === code);
  }

  #severityOf(code: DiagnosticCode): Diagnostic['severity'] {
    const { severity, strictSeverity } = DIAGNOSTIC_CODES[code];
    return this.#strict ? (strictSeverity ?? severity) : severity;
  }

  #kindOf(code: DiagnosticCode, file: string): Kind {
    const ofFile = this.#kinds.get(file) ?? new Map<DiagnosticCode, Kind>();
    const kind = ofFile.get(code) ?? { places: new Set(), leftOut: 0 };
    this.#kinds.set(file, ofFile.set(code, kind));
    return kind;
  }

  #leftOut(): Diagnostic[] {
    return [...this.#kinds].flatMap(([file, kinds]) =>
      [...kinds]
        .filter(([, { leftOut }]) => leftOut > 0)
        .map(([code, { leftOut }]) => ({
          code: 'more-like-this',
          severity: 'note',
          place: wholeFile(file),
          message: `not shown: ${leftOut} more of ${code} in this file`,
        })),
    );
  }
}
