import { parse } from 'ini';
import type { Findings } from '../diagnostics/findings.ts';
import type { PlainValue } from '../read-entry.ts';
import type { SourceText } from '../sources/source.ts';

/** The values of a program's settings file, with the lines that they are on; sections are reported. */
export function iniValues({ path, text }: SourceText, findings: Findings): PlainValue[] {
  const lines = keyLines(text);
  return Object.entries<unknown>(parse(text)).flatMap(([spelling, value]) => {
    const isSection = typeof value === 'object' && value !== null && !Array.isArray(value);
    const line = lines.get(isSection ? `[${spelling}]` : spelling) ?? 0;
    const place = { file: path, line, column: Math.min(line, 1) };
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

/** The first line of each key and header; the library does not tell. */
function keyLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const key = (line.split('=')[0] ?? '').trim().replace(/\[\]$/, '');
    if (!lines.has(key)) lines.set(key, at + 1);
  }
  return lines;
}
