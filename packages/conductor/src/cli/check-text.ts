import { DIAGNOSTIC_CODES, type Diagnostic, formatDiagnostic } from '@conductor/config';
import type { CheckedTest } from './checked-test.ts';
import { explainText } from './explain-text.ts';
import { planText } from './plan-text.ts';
import { secretsText } from './secrets-text.ts';

/** Checked tests for people: of each the plan, its secrets and the findings; then why each kind of them is told, and how many there are. */
export function checkText(checked: readonly CheckedTest[], isExplained: boolean): string {
  const all = checked.flatMap(({ loaded }) => loaded.diagnostics);
  const reasons = reasonsText(all);
  return [
    ...checked.flatMap((one) => testText(one, isExplained)),
    ...(reasons === null ? [] : [reasons]),
    ...(all.length > 0 ? [summaryText(all, checked.length)] : []),
  ].join('\n');
}

function testText(checked: CheckedTest, isExplained: boolean): string[] {
  const { loaded, secrets, phases } = checked;
  const { test, diagnostics, origins } = loaded;
  const plan = test && (isExplained ? explainText(test, checked) : planText(test, phases, origins));
  return [
    ...(plan ? [plan] : []),
    ...(secrets.length > 0 ? [secretsText(secrets)] : []),
    ...(diagnostics.length > 0 ? [diagnostics.map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`).join('')] : []),
  ];
}

/** `null`: there are notes at most. */
function reasonsText(diagnostics: readonly Diagnostic[]): string | null {
  const codes = [...new Set(diagnostics.filter(({ severity }) => severity !== 'note').map(({ code }) => code))];
  if (codes.length === 0) return null;
  const reasons = codes.flatMap((code) => {
    const { why, fix } = DIAGNOSTIC_CODES[code];
    return [`  ${code}: ${why}`, ...(fix === undefined ? [] : [`    To do: ${fix}.`])];
  });
  return ['Why', ...reasons, ''].join('\n');
}

function summaryText(diagnostics: readonly Diagnostic[], tests: number): string {
  const counts = (['error', 'warning', 'note'] as const).map((kind) => {
    const count = diagnostics.filter(({ severity }) => severity === kind).length;
    return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
  });
  return `${tests === 1 ? '' : `${tests} tests: `}${counts.flat().join(', ')}\n`;
}
