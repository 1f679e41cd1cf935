import { DIAGNOSTIC_CODES, type Diagnostic, formatDiagnostic } from '@conductor/config';
import type { CheckedTest } from './checked-test.ts';
import { explainText } from './explain-text.ts';
import { planText } from './plan-text.ts';
import { secretsText } from './secrets-text.ts';

/** A checked test for people: the plan, its secrets, the findings, why each kind of them is told, and how many there are. */
export function checkText(checked: CheckedTest, isExplained: boolean): string {
  const { loaded, secrets, phases } = checked;
  const { test, diagnostics, origins } = loaded;
  const plan = test && (isExplained ? explainText(test, checked) : planText(test, phases, origins));
  return [
    ...(plan ? [plan] : []),
    ...(secrets.length > 0 ? [secretsText(secrets)] : []),
    ...(diagnostics.length > 0 ? [findingsText(diagnostics), summaryText(diagnostics)] : []),
  ].join('\n');
}

function findingsText(diagnostics: readonly Diagnostic[]): string {
  const findings = diagnostics.map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`).join('');
  const codes = [...new Set(diagnostics.filter(({ severity }) => severity !== 'note').map(({ code }) => code))];
  if (codes.length === 0) return findings;
  const reasons = codes.flatMap((code) => {
    const { why, fix } = DIAGNOSTIC_CODES[code];
    return [`  ${code}: ${why}`, ...(fix === undefined ? [] : [`    To do: ${fix}.`])];
  });
  return [`${findings}`, 'Why', ...reasons, ''].join('\n');
}

function summaryText(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'note'] as const).map((kind) => {
    const count = diagnostics.filter(({ severity }) => severity === kind).length;
    return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
  });
  return `${counts.flat().join(', ')}\n`;
}
