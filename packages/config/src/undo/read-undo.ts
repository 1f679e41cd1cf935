import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { PlainValue } from '../read-entry.ts';
import type { UndoRules } from './find-changes.ts';
import { parseUndoRule, type UndoRule } from './undo-rule.ts';

/** Reads `[Undo]`: what a test's own programs change on a host, and what changes it back. */
export function readUndo(values: readonly PlainValue[], findings: Findings): UndoRules {
  return new Map(
    values.flatMap((value): [string, readonly UndoRule[]][] => {
      const rule = parseUndoRule(value.text);
      if (!('wrong' in rule)) return [[value.spelling, [rule]]];
      findings.add('bad-undo', value.place, {
        message: `${quote(value.text)} is no rule: ${rule.wrong}`,
        expected: 'a line such as tunnel: mktunnel {made} ... -> rmtunnel {made}',
      });
      return [];
    }),
  );
}
