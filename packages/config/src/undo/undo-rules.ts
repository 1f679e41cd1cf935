import type { UndoRules } from './find-changes.ts';
import { parseUndoRule, type UndoRule } from './undo-rule.ts';
import { UNDO_TABLE } from './undo-table.ts';

/** The rules of a test: those that are built in, and before each kind of them its own, from `[Undo]`. */
export function undoRules(own: UndoRules): UndoRules {
  const rules = new Map(own);
  for (const [kind, lines] of Object.entries(UNDO_TABLE)) {
    rules.set(kind, [...(own.get(kind) ?? []), ...lines.map(builtInRule)]);
  }
  return rules;
}

function builtInRule(line: string): UndoRule {
  const rule = parseUndoRule(line);
  if ('wrong' in rule) throw new TypeError(`${line}: ${rule.wrong}`);
  return rule;
}
