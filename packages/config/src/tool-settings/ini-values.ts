import { parse } from 'ini';
import type { Findings } from '../diagnostics/findings.ts';
import type { PlainValue } from '../read-entry.ts';
import type { SourceText } from '../sources/source.ts';

/** The values of a program's settings file, with the lines that they are on; sections are reported. */
export function iniValues({ path, text }: SourceText, findings: Findings): PlainValue[] {
  const lines = keyLines(text);
  return Object.entries<unknown>(parse(text)).flatMap(([spelling, value]) => {
    const isSection = typeof value === 'object' && value !== null && !Array.isArray(value);
    const { line, hasValue } = lines.get(isSection ? `[${spelling}]` : spelling) ?? NOWHERE;
    const place = { file: path, line, column: Math.min(line, 1) };
    if (!isSection && !hasValue) {
      findings.add('no-delimiter', place, { message: 'this line has no =', found: spelling, expected: 'key = value' });
      return [];
    }
    if (!isSection) return [{ key: spelling.toLowerCase(), spelling, text: asText(value), place, keyPlace: place }];
    const message = `this file has no sections, and [${spelling}] is ignored`;
    findings.add('unknown-section', place, { message, found: `[${spelling}]`, expected: 'key = value' });
    return [];
  });
}

/** The library makes values of `true`, `false` and `null`, and lists of `key[] = value`. */
function asText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** Where a key stands. The library does not tell, and takes a key alone for one that is `true`. */
interface KeyLine {
  /** From 1; 0 where it was not found. */
  readonly line: number;
  readonly hasValue: boolean;
}

const NOWHERE: KeyLine = { line: 0, hasValue: true };

/** The first line of each key and header. */
function keyLines(text: string): ReadonlyMap<string, KeyLine> {
  const lines = new Map<string, KeyLine>();
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const [key = '', value] = line.split('=');
    const name = key.trim().replace(/\[\]$/, '');
    if (!lines.has(name)) lines.set(name, { line: at + 1, hasValue: value !== undefined });
  }
  return lines;
}
