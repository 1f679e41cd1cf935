import { visibleText } from '@conductor/types';
import type { Diagnostic } from './diagnostic.ts';

/**
 * A diagnostic as compilers print it: `file:line:column: error: message [code]`, then what was found, what was
 * expected and what was probably meant, a line each, indented. What a terminal would obey is shown as an escape.
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { code, severity, message, found, expected, suggestion } = diagnostic;
  const lines = [`${formatSourcePlace(diagnostic)}: ${severity}: ${message} [${code}]`];
  if (found !== undefined) lines.push(`    found: ${found}`);
  if (expected !== undefined) lines.push(`    expected: ${expected}`);
  if (suggestion !== undefined) lines.push(`    try: ${suggestion}`);
  return lines.map(visibleText).join('\n');
}

function formatSourcePlace({ place: { file, line, column } }: Diagnostic): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}
